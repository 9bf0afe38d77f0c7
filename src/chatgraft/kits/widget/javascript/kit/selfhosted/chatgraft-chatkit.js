/* Chatgraft chat element, Apache-2.0. Contains lit (BSD-3-Clause), streaming-markdown (MIT), eventsource-parser (MIT), lucide icons (ISC). */
var De=globalThis,Oe=De.ShadowRoot&&(De.ShadyCSS===void 0||De.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,Mt=Symbol(),Xr=new WeakMap,Ce=class{constructor(t,r,a){if(this._$cssResult$=!0,a!==Mt)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=t,this.t=r}get styleSheet(){let t=this.o,r=this.t;if(Oe&&t===void 0){let a=r!==void 0&&r.length===1;a&&(t=Xr.get(r)),t===void 0&&((this.o=t=new CSSStyleSheet).replaceSync(this.cssText),a&&Xr.set(r,t))}return t}toString(){return this.cssText}},Qr=e=>new Ce(typeof e=="string"?e:e+"",void 0,Mt),L=(e,...t)=>{let r=e.length===1?e[0]:t.reduce((a,o,s)=>a+(n=>{if(n._$cssResult$===!0)return n.cssText;if(typeof n=="number")return n;throw Error("Value passed to 'css' function must be a 'css' function result: "+n+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(o)+e[s+1],e[0]);return new Ce(r,e,Mt)},Zr=(e,t)=>{if(Oe)e.adoptedStyleSheets=t.map(r=>r instanceof CSSStyleSheet?r:r.styleSheet);else for(let r of t){let a=document.createElement("style"),o=De.litNonce;o!==void 0&&a.setAttribute("nonce",o),a.textContent=r.cssText,e.appendChild(a)}},$t=Oe?e=>e:e=>e instanceof CSSStyleSheet?(t=>{let r="";for(let a of t.cssRules)r+=a.cssText;return Qr(r)})(e):e;var{is:Fo,defineProperty:Go,getOwnPropertyDescriptor:Wo,getOwnPropertyNames:Vo,getOwnPropertySymbols:zo,getPrototypeOf:Ko}=Object,Be=globalThis,Yr=Be.trustedTypes,jo=Yr?Yr.emptyScript:"",Xo=Be.reactiveElementPolyfillSupport,be=(e,t)=>e,Pt={toAttribute(e,t){switch(t){case Boolean:e=e?jo:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let r=e;switch(t){case Boolean:r=e!==null;break;case Number:r=e===null?null:Number(e);break;case Object:case Array:try{r=JSON.parse(e)}catch{r=null}}return r}},ea=(e,t)=>!Fo(e,t),Jr={attribute:!0,type:String,converter:Pt,reflect:!1,useDefault:!1,hasChanged:ea};Symbol.metadata??=Symbol("metadata"),Be.litPropertyMetadata??=new WeakMap;var D=class extends HTMLElement{static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(t,r=Jr){if(r.state&&(r.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(t)&&((r=Object.create(r)).wrapped=!0),this.elementProperties.set(t,r),!r.noAccessor){let a=Symbol(),o=this.getPropertyDescriptor(t,a,r);o!==void 0&&Go(this.prototype,t,o)}}static getPropertyDescriptor(t,r,a){let{get:o,set:s}=Wo(this.prototype,t)??{get(){return this[r]},set(n){this[r]=n}};return{get:o,set(n){let l=o?.call(this);s?.call(this,n),this.requestUpdate(t,l,a)},configurable:!0,enumerable:!0}}static getPropertyOptions(t){return this.elementProperties.get(t)??Jr}static _$Ei(){if(this.hasOwnProperty(be("elementProperties")))return;let t=Ko(this);t.finalize(),t.l!==void 0&&(this.l=[...t.l]),this.elementProperties=new Map(t.elementProperties)}static finalize(){if(this.hasOwnProperty(be("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(be("properties"))){let r=this.properties,a=[...Vo(r),...zo(r)];for(let o of a)this.createProperty(o,r[o])}let t=this[Symbol.metadata];if(t!==null){let r=litPropertyMetadata.get(t);if(r!==void 0)for(let[a,o]of r)this.elementProperties.set(a,o)}this._$Eh=new Map;for(let[r,a]of this.elementProperties){let o=this._$Eu(r,a);o!==void 0&&this._$Eh.set(o,r)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(t){let r=[];if(Array.isArray(t)){let a=new Set(t.flat(1/0).reverse());for(let o of a)r.unshift($t(o))}else t!==void 0&&r.push($t(t));return r}static _$Eu(t,r){let a=r.attribute;return a===!1?void 0:typeof a=="string"?a:typeof t=="string"?t.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(t=>this.enableUpdating=t),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(t=>t(this))}addController(t){(this._$EO??=new Set).add(t),this.renderRoot!==void 0&&this.isConnected&&t.hostConnected?.()}removeController(t){this._$EO?.delete(t)}_$E_(){let t=new Map,r=this.constructor.elementProperties;for(let a of r.keys())this.hasOwnProperty(a)&&(t.set(a,this[a]),delete this[a]);t.size>0&&(this._$Ep=t)}createRenderRoot(){let t=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Zr(t,this.constructor.elementStyles),t}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(t=>t.hostConnected?.())}enableUpdating(t){}disconnectedCallback(){this._$EO?.forEach(t=>t.hostDisconnected?.())}attributeChangedCallback(t,r,a){this._$AK(t,a)}_$ET(t,r){let a=this.constructor.elementProperties.get(t),o=this.constructor._$Eu(t,a);if(o!==void 0&&a.reflect===!0){let s=(a.converter?.toAttribute!==void 0?a.converter:Pt).toAttribute(r,a.type);this._$Em=t,s==null?this.removeAttribute(o):this.setAttribute(o,s),this._$Em=null}}_$AK(t,r){let a=this.constructor,o=a._$Eh.get(t);if(o!==void 0&&this._$Em!==o){let s=a.getPropertyOptions(o),n=typeof s.converter=="function"?{fromAttribute:s.converter}:s.converter?.fromAttribute!==void 0?s.converter:Pt;this._$Em=o;let l=n.fromAttribute(r,s.type);this[o]=l??this._$Ej?.get(o)??l,this._$Em=null}}requestUpdate(t,r,a,o=!1,s){if(t!==void 0){let n=this.constructor;if(o===!1&&(s=this[t]),a??=n.getPropertyOptions(t),!((a.hasChanged??ea)(s,r)||a.useDefault&&a.reflect&&s===this._$Ej?.get(t)&&!this.hasAttribute(n._$Eu(t,a))))return;this.C(t,r,a)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(t,r,{useDefault:a,reflect:o,wrapped:s},n){a&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,n??r??this[t]),s!==!0||n!==void 0)||(this._$AL.has(t)||(this.hasUpdated||a||(r=void 0),this._$AL.set(t,r)),o===!0&&this._$Em!==t&&(this._$Eq??=new Set).add(t))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(r){Promise.reject(r)}let t=this.scheduleUpdate();return t!=null&&await t,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[o,s]of this._$Ep)this[o]=s;this._$Ep=void 0}let a=this.constructor.elementProperties;if(a.size>0)for(let[o,s]of a){let{wrapped:n}=s,l=this[o];n!==!0||this._$AL.has(o)||l===void 0||this.C(o,void 0,s,l)}}let t=!1,r=this._$AL;try{t=this.shouldUpdate(r),t?(this.willUpdate(r),this._$EO?.forEach(a=>a.hostUpdate?.()),this.update(r)):this._$EM()}catch(a){throw t=!1,this._$EM(),a}t&&this._$AE(r)}willUpdate(t){}_$AE(t){this._$EO?.forEach(r=>r.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(t)),this.updated(t)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(t){return!0}update(t){this._$Eq&&=this._$Eq.forEach(r=>this._$ET(r,this[r])),this._$EM()}updated(t){}firstUpdated(t){}};D.elementStyles=[],D.shadowRootOptions={mode:"open"},D[be("elementProperties")]=new Map,D[be("finalized")]=new Map,Xo?.({ReactiveElement:D}),(Be.reactiveElementVersions??=[]).push("2.1.2");var Dt=globalThis,ta=e=>e,Ne=Dt.trustedTypes,ra=Ne?Ne.createPolicy("lit-html",{createHTML:e=>e}):void 0,Ot="$lit$",O=`lit$${Math.random().toFixed(9).slice(2)}$`,Bt="?"+O,Qo=`<${Bt}>`,z=document,ke=()=>z.createComment(""),we=e=>e===null||typeof e!="object"&&typeof e!="function",Nt=Array.isArray,ia=e=>Nt(e)||typeof e?.[Symbol.iterator]=="function",It=`[ 	
\f\r]`,ye=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,aa=/-->/g,oa=/>/g,W=RegExp(`>|${It}(?:([^\\s"'>=/]+)(${It}*=${It}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),sa=/'/g,na=/"/g,fa=/^(?:script|style|textarea|title)$/i,Ut=e=>(t,...r)=>({_$litType$:e,strings:t,values:r}),i=Ut(1),X=Ut(2),kn=Ut(3),R=Symbol.for("lit-noChange"),d=Symbol.for("lit-nothing"),la=new WeakMap,V=z.createTreeWalker(z,129);function da(e,t){if(!Nt(e)||!e.hasOwnProperty("raw"))throw Error("invalid template strings array");return ra!==void 0?ra.createHTML(t):t}var ua=(e,t)=>{let r=e.length-1,a=[],o,s=t===2?"<svg>":t===3?"<math>":"",n=ye;for(let l=0;l<r;l++){let f=e[l],c,h,p=-1,x=0;for(;x<f.length&&(n.lastIndex=x,h=n.exec(f),h!==null);)x=n.lastIndex,n===ye?h[1]==="!--"?n=aa:h[1]!==void 0?n=oa:h[2]!==void 0?(fa.test(h[2])&&(o=RegExp("</"+h[2],"g")),n=W):h[3]!==void 0&&(n=W):n===W?h[0]===">"?(n=o??ye,p=-1):h[1]===void 0?p=-2:(p=n.lastIndex-h[2].length,c=h[1],n=h[3]===void 0?W:h[3]==='"'?na:sa):n===na||n===sa?n=W:n===aa||n===oa?n=ye:(n=W,o=void 0);let b=n===W&&e[l+1].startsWith("/>")?" ":"";s+=n===ye?f+Qo:p>=0?(a.push(c),f.slice(0,p)+Ot+f.slice(p)+O+b):f+O+(p===-2?l:b)}return[da(e,s+(e[r]||"<?>")+(t===2?"</svg>":t===3?"</math>":"")),a]},Se=class e{constructor({strings:t,_$litType$:r},a){let o;this.parts=[];let s=0,n=0,l=t.length-1,f=this.parts,[c,h]=ua(t,r);if(this.el=e.createElement(c,a),V.currentNode=this.el.content,r===2||r===3){let p=this.el.content.firstChild;p.replaceWith(...p.childNodes)}for(;(o=V.nextNode())!==null&&f.length<l;){if(o.nodeType===1){if(o.hasAttributes())for(let p of o.getAttributeNames())if(p.endsWith(Ot)){let x=h[n++],b=o.getAttribute(p).split(O),v=/([.?@])?(.*)/.exec(x);f.push({type:1,index:s,name:v[2],strings:b,ctor:v[1]==="."?He:v[1]==="?"?qe:v[1]==="@"?Fe:j}),o.removeAttribute(p)}else p.startsWith(O)&&(f.push({type:6,index:s}),o.removeAttribute(p));if(fa.test(o.tagName)){let p=o.textContent.split(O),x=p.length-1;if(x>0){o.textContent=Ne?Ne.emptyScript:"";for(let b=0;b<x;b++)o.append(p[b],ke()),V.nextNode(),f.push({type:2,index:++s});o.append(p[x],ke())}}}else if(o.nodeType===8)if(o.data===Bt)f.push({type:2,index:s});else{let p=-1;for(;(p=o.data.indexOf(O,p+1))!==-1;)f.push({type:7,index:s}),p+=O.length-1}s++}}static createElement(t,r){let a=z.createElement("template");return a.innerHTML=t,a}};function K(e,t,r=e,a){if(t===R)return t;let o=a!==void 0?r._$Co?.[a]:r._$Cl,s=we(t)?void 0:t._$litDirective$;return o?.constructor!==s&&(o?._$AO?.(!1),s===void 0?o=void 0:(o=new s(e),o._$AT(e,r,a)),a!==void 0?(r._$Co??=[])[a]=o:r._$Cl=o),o!==void 0&&(t=K(e,o._$AS(e,t.values),o,a)),t}var Ue=class{constructor(t,r){this._$AV=[],this._$AN=void 0,this._$AD=t,this._$AM=r}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(t){let{el:{content:r},parts:a}=this._$AD,o=(t?.creationScope??z).importNode(r,!0);V.currentNode=o;let s=V.nextNode(),n=0,l=0,f=a[0];for(;f!==void 0;){if(n===f.index){let c;f.type===2?c=new ae(s,s.nextSibling,this,t):f.type===1?c=new f.ctor(s,f.name,f.strings,this,t):f.type===6&&(c=new Ge(s,this,t)),this._$AV.push(c),f=a[++l]}n!==f?.index&&(s=V.nextNode(),n++)}return V.currentNode=z,o}p(t){let r=0;for(let a of this._$AV)a!==void 0&&(a.strings!==void 0?(a._$AI(t,a,r),r+=a.strings.length-2):a._$AI(t[r])),r++}},ae=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(t,r,a,o){this.type=2,this._$AH=d,this._$AN=void 0,this._$AA=t,this._$AB=r,this._$AM=a,this.options=o,this._$Cv=o?.isConnected??!0}get parentNode(){let t=this._$AA.parentNode,r=this._$AM;return r!==void 0&&t?.nodeType===11&&(t=r.parentNode),t}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(t,r=this){t=K(this,t,r),we(t)?t===d||t==null||t===""?(this._$AH!==d&&this._$AR(),this._$AH=d):t!==this._$AH&&t!==R&&this._(t):t._$litType$!==void 0?this.$(t):t.nodeType!==void 0?this.T(t):ia(t)?this.k(t):this._(t)}O(t){return this._$AA.parentNode.insertBefore(t,this._$AB)}T(t){this._$AH!==t&&(this._$AR(),this._$AH=this.O(t))}_(t){this._$AH!==d&&we(this._$AH)?this._$AA.nextSibling.data=t:this.T(z.createTextNode(t)),this._$AH=t}$(t){let{values:r,_$litType$:a}=t,o=typeof a=="number"?this._$AC(t):(a.el===void 0&&(a.el=Se.createElement(da(a.h,a.h[0]),this.options)),a);if(this._$AH?._$AD===o)this._$AH.p(r);else{let s=new Ue(o,this),n=s.u(this.options);s.p(r),this.T(n),this._$AH=s}}_$AC(t){let r=la.get(t.strings);return r===void 0&&la.set(t.strings,r=new Se(t)),r}k(t){Nt(this._$AH)||(this._$AH=[],this._$AR());let r=this._$AH,a,o=0;for(let s of t)o===r.length?r.push(a=new e(this.O(ke()),this.O(ke()),this,this.options)):a=r[o],a._$AI(s),o++;o<r.length&&(this._$AR(a&&a._$AB.nextSibling,o),r.length=o)}_$AR(t=this._$AA.nextSibling,r){for(this._$AP?.(!1,!0,r);t!==this._$AB;){let a=ta(t).nextSibling;ta(t).remove(),t=a}}setConnected(t){this._$AM===void 0&&(this._$Cv=t,this._$AP?.(t))}},j=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(t,r,a,o,s){this.type=1,this._$AH=d,this._$AN=void 0,this.element=t,this.name=r,this._$AM=o,this.options=s,a.length>2||a[0]!==""||a[1]!==""?(this._$AH=Array(a.length-1).fill(new String),this.strings=a):this._$AH=d}_$AI(t,r=this,a,o){let s=this.strings,n=!1;if(s===void 0)t=K(this,t,r,0),n=!we(t)||t!==this._$AH&&t!==R,n&&(this._$AH=t);else{let l=t,f,c;for(t=s[0],f=0;f<s.length-1;f++)c=K(this,l[a+f],r,f),c===R&&(c=this._$AH[f]),n||=!we(c)||c!==this._$AH[f],c===d?t=d:t!==d&&(t+=(c??"")+s[f+1]),this._$AH[f]=c}n&&!o&&this.j(t)}j(t){t===d?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,t??"")}},He=class extends j{constructor(){super(...arguments),this.type=3}j(t){this.element[this.name]=t===d?void 0:t}},qe=class extends j{constructor(){super(...arguments),this.type=4}j(t){this.element.toggleAttribute(this.name,!!t&&t!==d)}},Fe=class extends j{constructor(t,r,a,o,s){super(t,r,a,o,s),this.type=5}_$AI(t,r=this){if((t=K(this,t,r,0)??d)===R)return;let a=this._$AH,o=t===d&&a!==d||t.capture!==a.capture||t.once!==a.once||t.passive!==a.passive,s=t!==d&&(a===d||o);o&&this.element.removeEventListener(this.name,this,a),s&&this.element.addEventListener(this.name,this,t),this._$AH=t}handleEvent(t){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)}},Ge=class{constructor(t,r,a){this.element=t,this.type=6,this._$AN=void 0,this._$AM=r,this.options=a}get _$AU(){return this._$AM._$AU}_$AI(t){K(this,t)}},pa={M:Ot,P:O,A:Bt,C:1,L:ua,R:Ue,D:ia,V:K,I:ae,H:j,N:qe,U:Fe,B:He,F:Ge},Zo=Dt.litHtmlPolyfillSupport;Zo?.(Se,ae),(Dt.litHtmlVersions??=[]).push("3.3.3");var ma=(e,t,r)=>{let a=r?.renderBefore??t,o=a._$litPart$;if(o===void 0){let s=r?.renderBefore??null;a._$litPart$=o=new ae(t.insertBefore(ke(),s),s,void 0,r??{})}return o._$AI(e),o};var Ht=globalThis,B=class extends D{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let t=super.createRenderRoot();return this.renderOptions.renderBefore??=t.firstChild,t}update(t){let r=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(t),this._$Do=ma(r,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return R}};B._$litElement$=!0,B.finalized=!0,Ht.litElementHydrateSupport?.({LitElement:B});var Yo=Ht.litElementPolyfillSupport;Yo?.({LitElement:B});(Ht.litElementVersions??=[]).push("4.2.2");var{I:Jo}=pa,ca=e=>e;var xa=e=>e.strings===void 0,ha=()=>document.createComment(""),oe=(e,t,r)=>{let a=e._$AA.parentNode,o=t===void 0?e._$AB:t._$AA;if(r===void 0){let s=a.insertBefore(ha(),o),n=a.insertBefore(ha(),o);r=new Jo(s,n,e,e.options)}else{let s=r._$AB.nextSibling,n=r._$AM,l=n!==e;if(l){let f;r._$AQ?.(e),r._$AM=e,r._$AP!==void 0&&(f=e._$AU)!==n._$AU&&r._$AP(f)}if(s!==o||l){let f=r._$AA;for(;f!==s;){let c=ca(f).nextSibling;ca(a).insertBefore(f,o),f=c}}}return r},F=(e,t,r=e)=>(e._$AI(t,r),e),es={},ga=(e,t=es)=>e._$AH=t,Ca=e=>e._$AH,We=e=>{e._$AR(),e._$AA.remove()};var se={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},N=e=>(...t)=>({_$litDirective$:e,values:t}),I=class{constructor(t){}get _$AU(){return this._$AM._$AU}_$AT(t,r,a){this._$Ct=t,this._$AM=r,this._$Ci=a}_$AS(t,r){return this.update(t,r)}update(t,r){return this.render(...r)}};var ve=(e,t)=>{let r=e._$AN;if(r===void 0)return!1;for(let a of r)a._$AO?.(t,!1),ve(a,t);return!0},Ve=e=>{let t,r;do{if((t=e._$AM)===void 0)break;r=t._$AN,r.delete(e),e=t}while(r?.size===0)},ba=e=>{for(let t;t=e._$AM;e=t){let r=t._$AN;if(r===void 0)t._$AN=r=new Set;else if(r.has(e))break;r.add(e),as(t)}};function ts(e){this._$AN!==void 0?(Ve(this),this._$AM=e,ba(this)):this._$AM=e}function rs(e,t=!1,r=0){let a=this._$AH,o=this._$AN;if(o!==void 0&&o.size!==0)if(t)if(Array.isArray(a))for(let s=r;s<a.length;s++)ve(a[s],!1),Ve(a[s]);else a!=null&&(ve(a,!1),Ve(a));else ve(this,e)}var as=e=>{e.type==se.CHILD&&(e._$AP??=rs,e._$AQ??=ts)},ze=class extends I{constructor(){super(...arguments),this._$AN=void 0}_$AT(t,r,a){super._$AT(t,r,a),ba(this),this.isConnected=t._$AU}_$AO(t,r=!0){t!==this.isConnected&&(this.isConnected=t,t?this.reconnected?.():this.disconnected?.()),r&&(ve(this,t),Ve(this))}setValue(t){if(xa(this._$Ct))this._$Ct._$AI(t,this);else{let r=[...this._$Ct._$AH];r[this._$Ci]=t,this._$Ct._$AI(r,this,0)}}disconnected(){}reconnected(){}};var Ke=()=>new Ft,Ft=class{},qt=new WeakMap,G=N(class extends ze{render(e){return d}update(e,[t]){let r=t!==this.G;return r&&this.rt(void 0),(r||this.lt!==this.ct)&&(this.G=t,this.ht=e.options?.host,this.rt(this.ct=e.element)),d}rt(e){if(this.G!==void 0)if(this.isConnected||(e=void 0),typeof this.G=="function"){let t=this.ht??globalThis,r=qt.get(t);r===void 0&&(r=new WeakMap,qt.set(t,r)),r.get(this.G)!==void 0&&this.G.call(this.ht,void 0),r.set(this.G,e),e!==void 0&&this.G.call(this.ht,e)}else this.G.value=e}get lt(){return typeof this.G=="function"?qt.get(this.ht??globalThis)?.get(this.G):this.G?.value}disconnected(){this.lt===this.ct&&this.rt(void 0)}reconnected(){this.rt(this.ct)}});var Ae=class extends Error{constructor(t,r){super(t),this.name="ParseError",this.type=r.type,this.field=r.field,this.value=r.value,this.line=r.line}},ya=10,os=13,Q=32;function Gt(e){}function Sa(e){if(typeof e=="function")throw new TypeError("`config` must be an object, got a function instead. Did you mean `createParser({onEvent: fn})`?");let{onEvent:t=Gt,onError:r=Gt,onRetry:a=Gt,onComment:o,maxBufferSize:s}=e,n=[],l=0,f=!0,c,h="",p=0,x,b=!1;function v(m){if(b)throw new Error("Cannot feed parser: it was terminated after exceeding the configured max buffer size. Call `reset()` to resume parsing.");if(f&&(f=!1,m.charCodeAt(0)===239&&m.charCodeAt(1)===187&&m.charCodeAt(2)===191&&(m=m.slice(3))),n.length===0){let T=ee(m);T!==""&&(n.push(T),l=T.length),M();return}if(m.indexOf(`
`)===-1&&m.indexOf("\r")===-1){n.push(m),l+=m.length,M();return}n.push(m);let u=n.join("");n.length=0,l=0;let C=ee(u);C!==""&&(n.push(C),l=C.length),M()}function M(){s!==void 0&&(l+h.length<=s||(b=!0,n.length=0,l=0,c=void 0,h="",p=0,x=void 0,r(new Ae(`Buffered data exceeded max buffer size of ${s} characters`,{type:"max-buffer-size-exceeded"}))))}function ee(m){let u=0;if(m.indexOf("\r")===-1){let C=m.indexOf(`
`,u);for(;C!==-1;){if(u===C){p>0&&t({id:c,event:x,data:h}),c=void 0,h="",p=0,x=void 0,u=C+1,C=m.indexOf(`
`,u);continue}let T=m.charCodeAt(u);if(ka(m,u,T)){let E=m.charCodeAt(u+5)===Q?u+6:u+5,q=m.slice(E,C);if(p===0&&m.charCodeAt(C+1)===ya){t({id:c,event:x,data:q}),c=void 0,h="",x=void 0,u=C+2,C=m.indexOf(`
`,u);continue}h=p===0?q:`${h}
${q}`,p++}else wa(m,u,T)?x=m.slice(m.charCodeAt(u+6)===Q?u+7:u+6,C)||void 0:te(m,u,C);u=C+1,C=m.indexOf(`
`,u)}return m.slice(u)}for(;u<m.length;){let C=m.indexOf("\r",u),T=m.indexOf(`
`,u),E=-1;if(C!==-1&&T!==-1?E=C<T?C:T:C!==-1?C===m.length-1?E=-1:E=C:T!==-1&&(E=T),E===-1)break;te(m,u,E),u=E+1,m.charCodeAt(u-1)===os&&m.charCodeAt(u)===ya&&u++}return m.slice(u)}function te(m,u,C){if(u===C){Bo();return}let T=m.charCodeAt(u);if(ka(m,u,T)){let re=m.charCodeAt(u+5)===Q?u+6:u+5,jr=m.slice(re,C);h=p===0?jr:`${h}
${jr}`,p++;return}if(wa(m,u,T)){x=m.slice(m.charCodeAt(u+6)===Q?u+7:u+6,C)||void 0;return}if(T===105&&m.charCodeAt(u+1)===100&&m.charCodeAt(u+2)===58){let re=m.slice(m.charCodeAt(u+3)===Q?u+4:u+3,C);re.includes("\0")||(c=re);return}if(T===58){if(o){let re=m.slice(u,C);o(re.slice(m.charCodeAt(u+1)===Q?2:1))}return}let E=m.slice(u,C),q=E.indexOf(":");if(q===-1){Kr(E,"",E);return}let Uo=E.slice(0,q),Ho=E.charCodeAt(q+1)===Q?2:1,qo=E.slice(q+Ho);Kr(Uo,qo,E)}function Kr(m,u,C){switch(m){case"event":x=u||void 0;break;case"data":h=p===0?u:`${h}
${u}`,p++;break;case"id":u.includes("\0")||(c=u);break;case"retry":/^\d+$/.test(u)?a(parseInt(u,10)):r(new Ae(`Invalid \`retry\` value: "${u}"`,{type:"invalid-retry",value:u,line:C}));break;default:r(new Ae(`Unknown field "${m.length>20?`${m.slice(0,20)}…`:m}"`,{type:"unknown-field",field:m,value:u,line:C}));break}}function Bo(){p>0&&t({id:c,event:x,data:h}),c=void 0,h="",p=0,x=void 0}function No(m={}){if(m.consume&&n.length>0){let u=n.join("");te(u,0,u.length)}f=!0,c=void 0,h="",p=0,x=void 0,n.length=0,l=0,b=!1}return{feed:v,reset:No}}function ka(e,t,r){return r===100&&e.charCodeAt(t+1)===97&&e.charCodeAt(t+2)===116&&e.charCodeAt(t+3)===97&&e.charCodeAt(t+4)===58}function wa(e,t,r){return r===101&&e.charCodeAt(t+1)===118&&e.charCodeAt(t+2)===101&&e.charCodeAt(t+3)===110&&e.charCodeAt(t+4)===116&&e.charCodeAt(t+5)===58}var je=class extends TransformStream{constructor({onError:t,onRetry:r,onComment:a,maxBufferSize:o}={}){let s;super({start(n){s=Sa({onEvent:l=>{n.enqueue(l)},onError(l){typeof t=="function"&&t(l),(t==="terminate"||l.type==="max-buffer-size-exceeded")&&n.error(l)},onRetry:r,onComment:a,maxBufferSize:o})},transform(n){s.feed(n)}})}};var Z=class extends Error{constructor(r,a,o){super(`The chat server answered ${String(r)}${a?`: ${a}`:""}`);this.status=r;this.said=a;this.retryAfterSeconds=o}status;said;retryAfterSeconds;name="ChatKitHttpError"};function ne(e){return e instanceof Error&&(e.name==="AbortError"||e.name==="ChatKitDetach")}async function Wt(e){let t=null;try{t=Aa(JSON.parse((await e.text()).slice(0,2e4)))}catch{}return new Z(e.status,t,ns(e.headers.get("retry-after")))}function Xe(e,t=Date.now()){return e instanceof Z?ss(e,t):navigator.onLine?{kind:"unreachable",message:"The chat server cannot be reached at the moment. Please try again shortly.",canRetry:!0}:{kind:"offline",message:"You are offline. Check your connection, then try again.",canRetry:!0}}function va(e){return{kind:"failed",message:e.message?.trim()||"Something went wrong while answering.",canRetry:e.allow_retry??!1}}function ss(e,t){let{status:r,said:a,retryAfterSeconds:o}=e,s=o===null?{}:{retryAt:t+o*1e3};return r===429?{kind:"limited",message:a??"Too many messages in a short time.",canRetry:!0,...s}:r===413?{kind:"refused",message:"That message is too long. Shorten it and send it again.",canRetry:!1}:r===401||r===403?{kind:"refused",message:"The chat could not confirm your session. Reload the page and try again.",canRetry:!0}:r>=500?{kind:"unreachable",message:"The chat server has a problem. Please try again shortly.",canRetry:!0,...s}:{kind:"refused",message:a??"The chat server did not accept this request.",canRetry:!1}}function Aa(e){if(typeof e!="object"||e===null)return null;let{message:t,detail:r,error:a}=e;for(let o of[t,r,a])if(typeof o=="string"&&o.length<=400)return o;return Aa(a)}function ns(e){if(!e)return null;let t=Number(e);if(Number.isFinite(t))return Math.max(0,t);let r=Date.parse(e);return Number.isNaN(r)?null:Math.max(0,Math.ceil((r-Date.now())/1e3))}function Vt(){return new DOMException("The chat let go of this answer; it goes on at the server.","ChatKitDetach")}function Ta(){return new DOMException("Stopped by the visitor.","AbortError")}var Qe=class{#r;#e;#t=!0;constructor(t,r){this.#r=t,this.#e=r}async call(t,r,a){return await(await this.#o({type:t,params:r},"application/json",a)).json()}async*stream(t,r,a){let o=await this.#o({type:t,params:r},"text/event-stream",a);yield*_a(o)}async openRun(t,r){if(!this.#t)return null;let a=await this.#a(`threads/${encodeURIComponent(t)}/run`,"application/json",r);(a.status===404||a.status===405)&&(this.#t=!1);let o=a.headers.get("content-type")?.includes("json")??!1;if(a.status!==200||!o)return null;let s=await a.json();return typeof s?.run_id=="string"?s:null}async followRun(t,r){let a=t.last_event_id?{"last-event-id":t.last_event_id}:{},o=await this.#a(`runs/${encodeURIComponent(t.run_id)}`,"text/event-stream",r,a);if(o.status===204||o.status===404)return null;if(!o.ok)throw await Wt(o);return _a(o)}async stopRun(t){await this.#n(this.#l(`runs/${encodeURIComponent(t)}/stop`),{method:"POST",keepalive:!0})}async#o(t,r,a){let o=await this.#n(this.#r.url,{method:"POST",headers:{...this.#s(r),"content-type":"application/json"},body:JSON.stringify(t),...a?{signal:a}:{}});if(!o.ok)throw await Wt(o);return o}#a(t,r,a,o={}){let s={headers:{...this.#s(r),...o},...a?{signal:a}:{}};return this.#n(this.#l(t),s)}#s(t){return this.#e?{accept:t,"accept-language":this.#e}:{accept:t}}#n(t,r){return(this.#r.fetch??fetch)(t,r)}#l(t){let r=new URL(this.#r.url,document.baseURI);return r.pathname=`${r.pathname.replace(/\/+$/,"")}/${t}`,r.href}};async function*_a(e){if(!e.body)return;let r=e.body.pipeThrough(ls()).pipeThrough(new je).getReader();try{for(;;){let{done:a,value:o}=await r.read();if(a)return;let s=is(o.data);s&&(yield s)}}finally{await r.cancel().catch(()=>{})}}function ls(){return new TextDecoderStream}function is(e){try{let t=JSON.parse(e);return typeof t?.type=="string"?t:null}catch{return null}}function Ea(e,t){switch(e.type){case"assistant_message":return fs(e,t);case"widget":return us(e,t);case"workflow":return ds(e,t);case"generated_image":return t.type==="generated_image.updated"?{...e,image:t.image}:e;default:return e}}function fs(e,t){switch(t.type){case"assistant_message.content_part.added":case"assistant_message.content_part.done":return zt(e,t.content_index,()=>_e(t.content));case"assistant_message.content_part.text_delta":return zt(e,t.content_index,r=>({...r,text:r.text+t.delta}));case"assistant_message.content_part.annotation_added":return zt(e,t.content_index,r=>({...r,annotations:La(r.annotations,t.annotation_index,t.annotation)}));default:return e}}function _e(e){return{type:"output_text",text:e.text??"",annotations:e.annotations??[]}}function zt(e,t,r){if(!Ra(t))return e;let a=[...e.content];for(;a.length<=t;)a.push(_e({}));return a[t]=r(_e(a[t]??{})),{...e,content:a}}function ds(e,t){if(t.type!=="workflow.task.added"&&t.type!=="workflow.task.updated")return e;let r=La(e.workflow.tasks,t.task_index,t.task);return{...e,workflow:{...e.workflow,tasks:r}}}function La(e,t,r){let a=[...e];return Ra(t)&&(a[Math.min(t,a.length)]=r),a}function Ra(e){return Number.isInteger(e)&&e>=0&&e<1e3}function us(e,t){switch(t.type){case"widget.root.updated":return{...e,widget:t.widget};case"widget.component.updated":return{...e,widget:Ze(e.widget,t.component_id,()=>t.component)};case"widget.streaming_text.value_delta":return{...e,widget:Ze(e.widget,t.component_id,r=>({...r,value:(typeof r.value=="string"?r.value:"")+t.delta}))};default:return e}}function Ze(e,t,r){if(e.id===t)return r(e);if(!e.children)return e;let a=Array.isArray(e.children)?e.children.map(o=>Ze(o,t,r)):Ze(e.children,t,r);return{...e,children:a}}var Kt={thread:null,items:[],open:new Set,allowCancel:!0,progress:null,notices:[],problem:null},jt="local:",ps=new Set(["hidden_context_item","sdk_hidden_context","end_of_turn"]);function Ma(e,t){switch(t.type){case"thread.created":case"thread.updated":return{...e,thread:ie(t.thread)};case"thread.item.added":return ms(e,t.item);case"thread.item.done":case"thread.item.replaced":return cs(e,t.item);case"thread.item.updated":return{...e,progress:null,items:e.items.map(r=>r.id===t.item_id?Ea(r,t.update):r)};case"thread.item.removed":return{...e,items:e.items.filter(r=>r.id!==t.item_id)};case"stream_options":return{...e,allowCancel:t.stream_options.allow_cancel};case"progress_update":return{...e,progress:{text:t.text,icon:t.icon??null}};case"notice":{let r={level:t.level,message:t.message,title:t.title??null};return{...e,notices:[...e.notices,r]}}case"error":return{...e,progress:null,problem:va(t)};default:return e}}function $a(e,t){return{...e,items:[...Na(e.items),t],notices:[],problem:null,progress:null}}function Pa(e){return{...e,open:new Set,progress:null,allowCancel:!0}}function Ia(e,t){let r=e.items.findIndex(o=>o.id===t),a=r<0?e.items:e.items.slice(0,r+1);return{...e,items:a,notices:[],problem:null,progress:null}}function Da(e,t){let r=new Set(e.items.map(a=>a.id));return{...e,items:[...Zt(t).filter(a=>!r.has(a.id)),...e.items]}}function Xt(e,t,r){let a=Zt(t),o=a[0],s=o&&!r?e.items.findIndex(l=>l.id===o.id):-1,n=s>0?e.items.slice(0,s):[];return{...e,items:[...n,...a],open:new Set,notices:[],problem:null}}function Oa(e,t){let r=Zt(t),a=e;for(let o of r)a={...a,items:Qt(a.items,o)};return{...a,open:new Set(r.map(o=>o.id))}}function le(e){return e.id.startsWith(jt)}function Ba(e,t){let r=t===void 0?-1:e.items.findIndex(o=>o.id===t);return(r<0?e.items:e.items.slice(0,r)).findLast(o=>o.type==="user_message")??null}function ms(e,t){let r=e.items.some(o=>o.id===t.id);if(Jt(t)||r&&!e.open.has(t.id))return e;let a=new Set(e.open).add(t.id);return{...e,open:a,progress:null,items:Qt(e.items,Yt(t))}}function cs(e,t){if(Jt(t))return e;let r=new Set(e.open);r.delete(t.id);let a=t.type==="user_message"?Na(e.items):e.items;return{...e,open:r,progress:null,items:Qt(a,Yt(t))}}function Qt(e,t){let r=e.findIndex(a=>a.id===t.id);return r<0?[...e,t]:e.with(r,t)}function Zt(e){return e.filter(t=>!Jt(t)).map(Yt)}function Yt(e){return e.type==="assistant_message"?{...e,content:(e.content??[]).map(_e)}:e}function Jt(e){return ps.has(e.type)}function Na(e){return e.some(le)?e.filter(t=>!le(t)):e}function ie(e){let{items:t,...r}=e;return r}var hs=30,xs=20;async function er(e,t,r){let a=await e.call("threads.get_by_id",{thread_id:t},r),o=a.items;if(o&&!o.has_more)return{thread:ie(a),items:o.data,olderCursor:null};let s=await tr(e,t,null,r);return{thread:ie(a),...s}}async function tr(e,t,r,a){let o=r;for(let s=0;s<xs;s+=1){let n={thread_id:t,limit:hs,order:"desc",...o?{after:o}:{}},l=await e.call("items.list",n,a);if(o=l.has_more&&l.after?l.after:null,l.data.length>0||o===null)return{items:l.data.toReversed(),olderCursor:o}}return{items:[],olderCursor:null}}var Ye=class{state=Kt;loading=!1;loadingOlder=!1;feedback=new Map;#r;#e;#t=null;#o=new AbortController;#a=null;#s=null;#n=0;#l=null;constructor(t,r){this.#r=t,this.#e=r}get threadId(){return this.#t}get responding(){return this.#a!==null}get hasOlder(){return this.#s!==null}async open(t){this.release(),this.#o=new AbortController,this.state=Kt,this.#s=null,this.#l=null,this.loading=t!==null,this.#w(t),this.#e.changed(),t!==null&&await this.#p(t)}release(){this.#o.abort(Vt());let t=this.#a;this.#a=null,t?.abort.abort(Vt()),t&&this.#b(t)}async refresh(){this.#t===null||this.#a||this.loading||(this.#o.signal.aborted&&(this.#o=new AbortController),await this.#p(this.#t))}async send(t){this.#k();let r=gs(t);this.#l=r,this.#n+=1,this.state=$a(this.state,{type:"user_message",id:`${jt}${String(this.#n)}`,content:t.content,attachments:t.attachments,quoted_text:t.quote}),await this.#i(this.#v(r))}async retry(t){this.#k();let r=Ba(this.state,t);if(!r)return;if(this.state=Ia(this.state,r.id),le(r)){this.#l&&await this.#i(this.#v(this.#l));return}let a={thread_id:this.#t,item_id:r.id};await this.#i({type:"threads.retry_after_item",params:a})}stop(){let t=this.#a;t&&(t.joinedRun&&this.#r.stopRun(t.joinedRun).catch(r=>{this.#g(r)}),t.abort.abort(Ta()))}async act(t,r,a=!0){if(this.#t===null)throw new Error("There is no thread yet: custom actions need one.");let o={thread_id:this.#t,...r?{item_id:r}:{},action:t};if(a){this.#k(),await this.#i({type:"threads.custom_action",params:o});return}let s=await this.#r.call("threads.sync_custom_action",o);s.updated_item&&this.#u({type:"thread.item.replaced",item:s.updated_item})}async rate(t,r){for(let a of t)this.feedback.set(a,r);this.#e.changed();try{await this.#r.call("items.feedback",{thread_id:this.#t,item_ids:t,kind:r})}catch(a){for(let o of t)this.feedback.delete(o);this.#g(a)}}async loadOlder(){let{signal:t}=this.#o;if(!(this.#t===null||this.#s===null||this.loadingOlder)){this.loadingOlder=!0,this.#e.changed();try{let r=await tr(this.#r,this.#t,this.#s,t);if(t.aborted)return;this.state=Da(this.state,r.items),this.#s=r.olderCursor}catch(r){ne(r)||this.#g(r)}finally{this.loadingOlder=!1,this.#e.changed()}}}dismissProblem(){this.state={...this.state,problem:null},this.#e.changed()}rename(t){t.id===this.#t&&(this.state={...this.state,thread:ie(t)},this.#e.changed())}async#p(t){let{signal:r}=this.#o;this.#e.emit("chatkit.thread.load.start",{threadId:t});let a=null;try{a=await this.#r.openRun(t,r).catch(Cs);let o=await er(this.#r,t,r);if(r.aborted)return;this.state=Xt({...this.state,thread:o.thread},o.items,o.olderCursor===null),this.state.items.length<=o.items.length&&(this.#s=o.olderCursor)}catch(o){if(r.aborted)return;a=null,this.#y(o),o instanceof Z&&o.status===404&&this.#w(null)}this.loading=!1,this.#e.emit("chatkit.thread.load.end",{threadId:t}),this.#e.changed(),a&&this.#c(a)}async#c(t){let r=this.#C(t.run_id);this.state=Oa(this.state,t.items??[]),this.#e.changed();let a=!1;try{let s=await this.#r.followRun(t,r.abort.signal);for await(let n of s??[])this.#u(n,r);a=s!==null&&this.state.open.size===0,a&&await this.#m(r)}catch(s){a=!0,this.#S(s,r)}let o=this.#a===r;this.#b(r),o&&!a&&this.#t&&await this.#h(this.#t)}async#h(t){let{signal:r}=this.#o;try{let a=await er(this.#r,t,r);if(r.aborted)return;this.state=Xt({...this.state,thread:a.thread},a.items,a.olderCursor===null)}catch(a){r.aborted||this.#y(a)}this.#e.changed()}async#i(t){let r=this.#C(null);this.#e.changed();let a=!1;try{await this.#f(t,r),await this.#m(r)}catch(o){a=o instanceof Z&&o.status===409,a||this.#S(o,r)}this.#b(r),a&&await this.refresh()}async#f(t,r){for await(let a of this.#r.stream(t.type,t.params,r.abort.signal))this.#u(a,r)}async#m(t){for(;;){let r=this.state.items.at(-1);if(this.#a!==t||r?.type!=="client_tool_call"||r.status!=="pending")return;let a=this.#e.runClientTool(r.name,r.arguments??{});if(a===null)throw new Error(`The page has no handler for the tool "${r.name}".`);let o=await a.catch(n=>({error:String(n)}));if(this.#a!==t||t.abort.signal.aborted)return;this.#u({type:"thread.item.done",item:{...r,status:"completed"}},t);let s={thread_id:this.#t,result:o??{}};await this.#f({type:"threads.add_client_tool_output",params:s},t)}}#u(t,r){r&&this.#a!==r||(r&&!r.announced&&(r.announced=!0,this.#e.emit("chatkit.response.start")),this.state=Ma(this.state,t),t.type==="thread.created"?this.#w(t.thread.id):t.type==="client_effect"?this.#e.emit("chatkit.effect",{name:t.name,data:t.data??{}}):t.type==="error"?this.#e.emit("chatkit.error",{error:new Error(t.message??t.code)}):t.type==="thread.item.done"&&t.item.type==="user_message"&&(this.#l=null),this.#e.changed())}#C(t){let r={abort:new AbortController,joinedRun:t,announced:!1};return this.#a=r,r}#b(t){this.#a!==null&&this.#a!==t||(this.#a=null,this.state=Pa(this.state),t.announced&&(t.announced=!1,this.#e.emit("chatkit.response.end")),this.#e.changed())}#S(t,r){this.#a===r&&!ne(t)&&this.#y(t)}#y(t){this.state={...this.state,problem:Xe(t)},this.#g(t)}#g(t){this.#e.emit("chatkit.error",{error:t instanceof Error?t:new Error(String(t))})}#k(){if(this.#a||this.loading)throw new Error("ChatKit is busy: an answer is still being written or loaded.")}#w(t){t!==this.#t&&(this.#t=t,this.#e.emit("chatkit.thread.change",{threadId:t}))}#v(t){return this.#t===null?{type:"threads.create",params:{input:t}}:{type:"threads.add_user_message",params:{thread_id:this.#t,input:t}}}};function gs(e){return{content:e.content,attachments:e.attachments.map(t=>t.id),...e.quote?{quoted_text:e.quote}:{},inference_options:{...e.model?{model:e.model}:{},...e.toolId?{tool_choice:{id:e.toolId}}:{}}}}function Cs(e){if(ne(e))throw e;return null}var bs=30,Je=class{threads=[];loading=!1;problem=null;#r;#e;#t=null;#o=null;constructor(t,r){this.#r=t,this.#e=r}get hasMore(){return this.#t!==null}async reload(){this.#o?.abort(),await this.#a(null)}async more(){this.#t!==null&&!this.loading&&await this.#a(this.#t)}async rename(t,r){let a=await this.#s(()=>this.#r.call("threads.update",{thread_id:t,title:r}));return a?(this.threads=this.threads.map(o=>o.id===t?{...o,title:r}:o),this.#e(),a):null}async delete(t){return await this.#s(()=>this.#r.call("threads.delete",{thread_id:t}))?(this.threads=this.threads.filter(a=>a.id!==t),this.#e(),!0):!1}async#a(t){let r=new AbortController;this.#o=r,this.loading=!0,this.#e();let a={limit:bs,order:"desc",...t?{after:t}:{}},o=await this.#s(()=>this.#r.call("threads.list",a,r.signal));if(this.#o===r){if(this.loading=!1,o){let s=t?this.threads:[],n=new Set(s.map(l=>l.id));this.threads=[...s,...o.data.filter(l=>!n.has(l.id))],this.#t=o.has_more&&o.after?o.after:null}this.#e()}}async#s(t){try{let r=await t();return this.problem=null,r}catch(r){return ne(r)||(this.problem=Xe(r)),this.#e(),null}}};var rr=[["path",{d:"M12 5v14"}],["path",{d:"m19 12-7 7-7-7"}]];var ar=[["path",{d:"m5 12 7-7 7 7"}],["path",{d:"M12 19V5"}]];var or=[["circle",{cx:"12",cy:"12",r:"1"}],["path",{d:"M20.2 20.2c2.04-2.03.02-7.36-4.5-11.9-4.54-4.52-9.87-6.54-11.9-4.5-2.04 2.03-.02 7.36 4.5 11.9 4.54 4.52 9.87 6.54 11.9 4.5Z"}],["path",{d:"M15.7 15.7c4.52-4.54 6.54-9.87 4.5-11.9-2.03-2.04-7.36-.02-11.9 4.5-4.52 4.54-6.54 9.87-4.5 11.9 2.03 2.04 7.36.02 11.9-4.5Z"}]];var Te=[["path",{d:"M12 5v16"}],["path",{d:"M20.001 19A2 2 0 0022 17V5a2 2 0 00-1.999-2L16 3.002A5 5 0 0012 5a5 5 0 00-4-2H4a2 2 0 00-2 2v12a2 2 0 001.999 2H8a5 5 0 014 2 5 5 0 014-2z"}]];var sr=[["path",{d:"M12 8V4H8"}],["rect",{width:"16",height:"12",x:"4",y:"8",rx:"2"}],["path",{d:"M2 14h2"}],["path",{d:"M20 14h2"}],["path",{d:"M15 13v2"}],["path",{d:"M9 13v2"}]];var nr=[["path",{d:"M21 8a2 2 0 0 0-1-1.73l-7-4a2 2 0 0 0-2 0l-7 4A2 2 0 0 0 3 8v8a2 2 0 0 0 1 1.73l7 4a2 2 0 0 0 2 0l7-4A2 2 0 0 0 21 16Z"}],["path",{d:"m3.3 7 8.7 5 8.7-5"}],["path",{d:"M12 22V12"}]];var lr=[["path",{d:"M12 20v-9"}],["path",{d:"M14 7a4 4 0 0 1 4 4v3a6 6 0 0 1-12 0v-3a4 4 0 0 1 4-4z"}],["path",{d:"M14.12 3.88 16 2"}],["path",{d:"M21 21a4 4 0 0 0-3.81-4"}],["path",{d:"M21 5a4 4 0 0 1-3.55 3.97"}],["path",{d:"M22 13h-4"}],["path",{d:"M3 21a4 4 0 0 1 3.81-4"}],["path",{d:"M3 5a4 4 0 0 0 3.55 3.97"}],["path",{d:"M6 13H2"}],["path",{d:"m8 2 1.88 1.88"}],["path",{d:"M9 7.13V6a3 3 0 1 1 6 0v1.13"}]];var ir=[["path",{d:"M8 2v3"}],["path",{d:"M16 2v3"}],["rect",{x:"3",y:"3",width:"18",height:"18",rx:"2"}],["path",{d:"M3 9h18"}]];var Ee=[["path",{d:"M3 3v16a2 2 0 0 0 2 2h16"}],["path",{d:"M18 17V9"}],["path",{d:"M13 17V5"}],["path",{d:"M8 17v-3"}]];var et=[["path",{d:"M20 6 9 17l-5-5"}]];var fe=[["path",{d:"m15 18-6-6 6-6"}]];var fr=[["path",{d:"m9 18 6-6-6-6"}]];var tt=[["circle",{cx:"12",cy:"12",r:"10"}],["line",{x1:"12",x2:"12",y1:"8",y2:"12"}],["line",{x1:"12",x2:"12.01",y1:"16",y2:"16"}]];var Le=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"m16 9-5.5 5.5L8 12"}]];var Re=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3"}],["path",{d:"M12 17h.01"}]];var dr=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"M12 6v6l4 2"}]];var ur=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"m16.24 7.76-1.804 5.411a2 2 0 0 1-1.265 1.265L7.76 16.24l1.804-5.411a2 2 0 0 1 1.265-1.265z"}]];var pr=[["rect",{width:"14",height:"14",x:"8",y:"8",rx:"2",ry:"2"}],["path",{d:"M4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2"}]];var rt=[["circle",{cx:"12",cy:"12",r:"1"}],["circle",{cx:"19",cy:"12",r:"1"}],["circle",{cx:"5",cy:"12",r:"1"}]];var at=[["path",{d:"M15 3h6v6"}],["path",{d:"M10 14 21 3"}],["path",{d:"M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6"}]];var de=[["path",{d:"M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.704.706l3.588 3.588A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2z"}],["path",{d:"M14 2v5a1 1 0 0 0 1 1h5"}],["path",{d:"M10 9H8"}],["path",{d:"M16 13H8"}],["path",{d:"M16 17H8"}]];var mr=[["path",{d:"M14 2v6a2 2 0 0 0 .245.96l5.51 10.08A2 2 0 0 1 18 22H6a2 2 0 0 1-1.755-2.96l5.51-10.08A2 2 0 0 0 10 8V2"}],["path",{d:"M6.453 15h11.094"}],["path",{d:"M8.5 2h7"}]];var ot=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"M12 2a14.5 14.5 0 0 0 0 20 14.5 14.5 0 0 0 0-20"}],["path",{d:"M2 12h20"}]];var Me=[["path",{d:"M15 21v-8a1 1 0 0 0-1-1h-4a1 1 0 0 0-1 1v8"}],["path",{d:"M3 10a2 2 0 0 1 .709-1.528l7-6a2 2 0 0 1 2.582 0l7 6A2 2 0 0 1 21 10v9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z"}]];var st=[["rect",{width:"18",height:"18",x:"3",y:"3",rx:"2",ry:"2"}],["circle",{cx:"9",cy:"9",r:"2"}],["path",{d:"m21 15-3.086-3.086a2 2 0 0 0-2.828 0L6 21"}]];var nt=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"M12 16v-4"}],["path",{d:"M12 8h.01"}]];var cr=[["path",{d:"m2 21 9.6-9.6"}],["path",{d:"m7.5 15.5 2.3 2.3a1 1 0 0 1 0 1.4l-2.1 2.1a1 1 0 0 1-1.4 0L4 19"}],["circle",{cx:"15.5",cy:"7.5",r:"5.5"}]];var lt=[["rect",{width:"7",height:"7",x:"3",y:"3",rx:"1"}],["rect",{width:"7",height:"7",x:"14",y:"3",rx:"1"}],["rect",{width:"7",height:"7",x:"14",y:"14",rx:"1"}],["rect",{width:"7",height:"7",x:"3",y:"14",rx:"1"}]];var hr=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"m4.93 4.93 4.24 4.24"}],["path",{d:"m14.83 9.17 4.24-4.24"}],["path",{d:"m14.83 14.83 4.24 4.24"}],["path",{d:"m9.17 14.83-4.24 4.24"}],["circle",{cx:"12",cy:"12",r:"4"}]];var xr=[["path",{d:"M15 14c.2-1 .7-1.7 1.5-2.5 1-.9 1.5-2.2 1.5-3.5A6 6 0 0 0 6 8c0 1 .2 2.2 1.5 3.5.7.7 1.3 1.5 1.5 2.5"}],["path",{d:"M9 18h6"}],["path",{d:"M10 22h4"}]];var gr=[["path",{d:"m22 7-8.991 5.727a2 2 0 0 1-2.009 0L2 7"}],["rect",{x:"2",y:"4",width:"20",height:"16",rx:"2"}]];var it=[["path",{d:"M20 10c0 4.993-5.539 10.193-7.399 11.799a1 1 0 0 1-1.202 0C9.539 20.193 4 14.993 4 10a8 8 0 0 1 16 0"}],["circle",{cx:"12",cy:"10",r:"3"}]];var ft=[["path",{d:"M15 3h6v6"}],["path",{d:"m21 3-7 7"}],["path",{d:"m3 21 7-7"}],["path",{d:"M9 21H3v-6"}]];var dt=[["path",{d:"M4 5h16"}],["path",{d:"M4 12h16"}],["path",{d:"M4 19h16"}]];var ut=[["path",{d:"m14 10 7-7"}],["path",{d:"M20 10h-6V4"}],["path",{d:"m3 21 7-7"}],["path",{d:"M4 14h6v6"}]];var Cr=[["rect",{width:"20",height:"14",x:"2",y:"3",rx:"2"}],["line",{x1:"8",x2:"16",y1:"21",y2:"21"}],["line",{x1:"12",x2:"12",y1:"17",y2:"21"}]];var br=[["path",{d:"M20.985 12.486a9 9 0 1 1-9.473-9.472c.405-.022.617.46.402.803a6 6 0 0 0 8.268 8.268c.344-.215.825-.004.803.401"}]];var pt=[["path",{d:"M13.4 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-7.4"}],["path",{d:"M2 6h4"}],["path",{d:"M2 10h4"}],["path",{d:"M2 14h4"}],["path",{d:"M2 18h4"}],["path",{d:"M21.378 5.626a1 1 0 1 0-3.004-3.004l-5.01 5.012a2 2 0 0 0-.506.854l-.837 2.87a.5.5 0 0 0 .62.62l2.87-.837a2 2 0 0 0 .854-.506z"}]];var $e=[["rect",{width:"18",height:"18",x:"3",y:"3",rx:"2"}],["path",{d:"M9 3v18"}]];var mt=[["rect",{width:"18",height:"18",x:"3",y:"3",rx:"2"}],["path",{d:"M15 3v18"}]];var yr=[["path",{d:"m16 6-8.414 8.586a2 2 0 0 0 2.829 2.829l8.414-8.586a4 4 0 1 0-5.657-5.657l-8.379 8.551a6 6 0 1 0 8.485 8.485l8.379-8.551"}]];var ue=[["path",{d:"M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497z"}],["path",{d:"m15 5 4 4"}]];var kr=[["path",{d:"M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384"}]];var wr=[["path",{d:"M5 5a2 2 0 0 1 3.008-1.728l11.997 6.998a2 2 0 0 1 .003 3.458l-12 7A2 2 0 0 1 5 19z"}]];var Sr=[["path",{d:"M5 12h14"}],["path",{d:"M12 5v14"}]];var vr=[["path",{d:"M16 3a2 2 0 0 0-2 2v6a2 2 0 0 0 2 2 1 1 0 0 1 1 1v1a2 2 0 0 1-2 2 1 1 0 0 0-1 1v2a1 1 0 0 0 1 1 6 6 0 0 0 6-6V5a2 2 0 0 0-2-2z"}],["path",{d:"M5 3a2 2 0 0 0-2 2v6a2 2 0 0 0 2 2 1 1 0 0 1 1 1v1a2 2 0 0 1-2 2 1 1 0 0 0-1 1v2a1 1 0 0 0 1 1 6 6 0 0 0 6-6V5a2 2 0 0 0-2-2z"}]];var Pe=[["path",{d:"M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8"}],["path",{d:"M3 3v5h5"}],["path",{d:"M12 7v5l4 2"}]];var ct=[["path",{d:"M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8"}],["path",{d:"M3 3v5h5"}]];var ht=[["path",{d:"m21 21-4.34-4.34"}],["circle",{cx:"11",cy:"11",r:"8"}]];var xt=[["path",{d:"M9.671 4.136a2.34 2.34 0 0 1 4.659 0 2.34 2.34 0 0 0 3.319 1.915 2.34 2.34 0 0 1 2.33 4.033 2.34 2.34 0 0 0 0 3.831 2.34 2.34 0 0 1-2.33 4.033 2.34 2.34 0 0 0-3.319 1.915 2.34 2.34 0 0 1-4.659 0 2.34 2.34 0 0 0-3.32-1.915 2.34 2.34 0 0 1-2.33-4.033 2.34 2.34 0 0 0 0-3.831A2.34 2.34 0 0 1 6.35 6.051a2.34 2.34 0 0 0 3.319-1.915"}],["circle",{cx:"12",cy:"12",r:"3"}]];var Ar=[["circle",{cx:"18",cy:"5",r:"3"}],["circle",{cx:"6",cy:"12",r:"3"}],["circle",{cx:"18",cy:"19",r:"3"}],["line",{x1:"8.59",x2:"15.42",y1:"13.51",y2:"17.49"}],["line",{x1:"15.41",x2:"8.59",y1:"6.51",y2:"10.49"}]];var _r=[["rect",{width:"14",height:"20",x:"5",y:"2",rx:"2",ry:"2"}],["path",{d:"M12 18h.01"}]];var pe=[["path",{d:"M11.017 2.814a1 1 0 0 1 1.966 0l1.051 5.558a2 2 0 0 0 1.594 1.594l5.558 1.051a1 1 0 0 1 0 1.966l-5.558 1.051a2 2 0 0 0-1.594 1.594l-1.051 5.558a1 1 0 0 1-1.966 0l-1.051-5.558a2 2 0 0 0-1.594-1.594l-5.558-1.051a1 1 0 0 1 0-1.966l5.558-1.051a2 2 0 0 0 1.594-1.594z"}],["path",{d:"M20 2v4"}],["path",{d:"M22 4h-4"}],["circle",{cx:"4",cy:"20",r:"2"}]];var gt=[["path",{d:"m10 9-3 3 3 3"}],["path",{d:"m14 15 3-3-3-3"}],["rect",{x:"3",y:"3",width:"18",height:"18",rx:"2"}]];var Y=[["path",{d:"M12 3H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2v-7"}],["path",{d:"M18.375 2.625a1 1 0 0 1 3 3l-9.013 9.014a2 2 0 0 1-.853.505l-2.873.84a.5.5 0 0 1-.62-.62l.84-2.873a2 2 0 0 1 .506-.852z"}]];var Tr=[["rect",{width:"18",height:"18",x:"3",y:"3",rx:"2"}]];var Ct=[["path",{d:"M11.525 2.295a.53.53 0 0 1 .95 0l2.31 4.679a2.123 2.123 0 0 0 1.595 1.16l5.166.756a.53.53 0 0 1 .294.904l-3.736 3.638a2.123 2.123 0 0 0-.611 1.878l.882 5.14a.53.53 0 0 1-.771.56l-4.618-2.428a2.122 2.122 0 0 0-1.973 0L6.396 21.01a.53.53 0 0 1-.77-.56l.881-5.139a2.122 2.122 0 0 0-.611-1.879L2.16 9.795a.53.53 0 0 1 .294-.906l5.165-.755a2.122 2.122 0 0 0 1.597-1.16z"}]];var Er=[["circle",{cx:"12",cy:"12",r:"4"}],["path",{d:"M12 2v2"}],["path",{d:"M12 20v2"}],["path",{d:"m4.93 4.93 1.41 1.41"}],["path",{d:"m17.66 17.66 1.41 1.41"}],["path",{d:"M2 12h2"}],["path",{d:"M20 12h2"}],["path",{d:"m6.34 17.66-1.41 1.41"}],["path",{d:"m19.07 4.93-1.41 1.41"}]];var Lr=[["path",{d:"M9 18.12 10 14H4.17a2 2 0 0 1-1.92-2.56l2.33-8A2 2 0 0 1 6.5 2H20a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-2.76a2 2 0 0 0-1.79 1.11L12 22a3.13 3.13 0 0 1-3-3.88Z"}],["path",{d:"M17 14V2"}]];var Rr=[["path",{d:"M15 5.88 14 10h5.83a2 2 0 0 1 1.92 2.56l-2.33 8A2 2 0 0 1 17.5 22H4a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2h2.76a2 2 0 0 0 1.79-1.11L12 2a3.13 3.13 0 0 1 3 3.88Z"}],["path",{d:"M7 10v12"}]];var bt=[["path",{d:"M10 11v6"}],["path",{d:"M14 11v6"}],["path",{d:"M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6"}],["path",{d:"M3 6h18"}],["path",{d:"M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2"}]];var me=[["path",{d:"M19 21v-2a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v2"}],["circle",{cx:"12",cy:"7",r:"4"}]];var Mr=[["path",{d:"M12 20h.01"}],["path",{d:"M8.5 16.429a5 5 0 0 1 7 0"}],["path",{d:"M5 12.859a10 10 0 0 1 5.17-2.69"}],["path",{d:"M19 12.859a10 10 0 0 0-2.007-1.523"}],["path",{d:"M2 8.82a15 15 0 0 1 4.177-2.643"}],["path",{d:"M22 8.82a15 15 0 0 0-11.288-3.764"}],["path",{d:"m2 2 20 20"}]];var $r=[["path",{d:"M14.7 6.3a1 1 0 0 0 0 1.4l1.6 1.6a1 1 0 0 0 1.4 0l3.106-3.105c.32-.322.863-.22.983.218a6 6 0 0 1-8.259 7.057l-7.91 7.91a1 1 0 0 1-2.999-3l7.91-7.91a6 6 0 0 1 7.057-8.259c.438.12.54.662.219.984z"}]];var yt=[["path",{d:"M18 6 6 18"}],["path",{d:"m6 6 12 12"}]];var Pr=[["path",{d:"M15.914 4a1.5 1.5 0 00-2.474-1.561l-9 9A1.5 1.5 0 005.5 14h4.002a.5.5 0 01.471.666L8.086 20a1.5 1.5 0 002.475 1.56l9-9A1.5 1.5 0 0018.5 10h-3.997a.5.5 0 01-.472-.667z"}]];var ys={agent:sr,analytics:Ee,atom:or,batch:lt,bolt:Pr,"book-open":Te,"book-closed":Te,"book-clock":Te,bug:lr,calendar:ir,chart:Ee,check:et,"check-circle":Le,"check-circle-filled":Le,"chevron-left":fe,"chevron-right":fr,"circle-question":Re,clock:dr,compass:ur,cube:nr,desktop:Cr,document:de,"dots-horizontal":rt,"external-link":at,globe:ot,keys:cr,lab:mr,images:st,info:nt,lifesaver:hr,lightbulb:xr,mail:gr,"map-pin":it,maps:it,mobile:_r,name:me,notebook:pt,"notebook-pencil":pt,"page-blank":de,phone:kr,play:wr,plus:Sr,profile:me,"profile-card":me,reload:ct,star:Ct,"star-filled":Ct,search:ht,sparkle:pe,"sparkle-double":pe,"square-code":gt,"square-image":st,"square-text":de,"settings-slider":xt,user:me,write:ue,"write-alt":ue,"write-alt2":ue,"sidebar-left":$e,"sidebar-right":mt,"sidebar-open-left":$e,"sidebar-open-right":mt,home:Me,"home-alt":Me,"back-small":fe,"back-large":fe,"expand-large":ft,"expand-small":ft,"collapse-large":ut,"collapse-small":ut,"settings-cog":xt,grid:lt,menu:dt,hamburger:dt,history:Pe,compose:Y,share:Ar,"light-mode":Er,"dark-mode":br,close:yt},ks={"arrow-down":rr,"arrow-up":ar,alert:tt,attach:yr,back:fe,check:et,close:yt,compose:Y,copy:pr,document:de,down:Lr,"external-link":at,globe:ot,history:Pe,info:nt,offline:Mr,pencil:ue,quote:vr,retry:ct,search:ht,stop:Tr,tool:$r,trash:bt,up:Rr};function y(e){return Ua(ks[e])}function P(e){return e?Ua(ys[e.replace(/^lucide:/,"")]??pe):d}function Ua(e){return i`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${e.map(ws)}</svg>`}function ws([e,t]){let r=t;switch(e){case"path":return X`<path d=${r.d} />`;case"circle":return X`<circle cx=${r.cx} cy=${r.cy} r=${r.r} />`;case"ellipse":return X`<ellipse cx=${r.cx} cy=${r.cy} rx=${r.rx} ry=${r.ry} />`;case"line":return X`<line x1=${r.x1} y1=${r.y1} x2=${r.x2} y2=${r.y2} />`;case"rect":return X`<rect x=${r.x??0} y=${r.y??0} width=${r.width} height=${r.height} rx=${r.rx??0} />`;case"polyline":case"polygon":return X`<polyline points=${r.points} />`;default:return d}}var Ha="chatkit-link:",Ss=new Set(["http:","https:","mailto:",Ha]);function ce(e){let t=Ir(e);return t&&Ss.has(t.protocol)?t:null}function he(e,t){let r=Ir(e);return!r||r.protocol!=="https:"&&r.protocol!=="http:"?null:t.some(a=>vs(r.hostname,a.toLowerCase()))?r:null}function Ie(e,t){e.href=t.href,e.rel="noopener noreferrer",t.origin!==location.origin&&t.protocol.startsWith("http")&&(e.target="_blank")}function qa(e){let t=Ir(e);return t?.protocol!==Ha?null:{name:`${t.host}${t.pathname}`.replace(/^\/+|\/+$/g,""),data:Object.fromEntries(t.searchParams)}}function vs(e,t){return t.startsWith("*.")?e.endsWith(t.slice(1)):e===t}function Ir(e){try{return new URL(e.trim(),document.baseURI)}catch{return null}}var As=new Set(["api","locale","theme","frameTitle","initialThread","onClientTool","header","history","startScreen","threadItemActions","composer","disclaimer","entities","commands","widgets","thread"]),Fa="What can I help with today?",Ga="Message the AI",Dr="Chat";function Wa(e){return Object.keys(e).filter(t=>!As.has(t))}function kt(e){let t=e.api;return typeof t?.url=="string"&&t.url!==""?typeof t.fetch=="function"?{url:t.url,fetch:t.fetch}:{url:t.url}:t?.getClientSecret?"options.api.getClientSecret belongs to OpenAI's hosted backend; this element needs options.api.url":"options.api.url is missing: the address of a ChatKit server, for example { url: '/chatkit' }"}var Va=L`
  .composer {
    display: block;
    padding: 4px;
    border: 1px solid var(--line);
    border-radius: max(var(--radius), 4px);
    background: color-mix(in srgb, var(--raised) 88%, transparent);
    box-shadow: var(--shadow);
    transition: border-color 0.15s;
  }
  .composer:focus-within {
    border-color: color-mix(in srgb, var(--accent) 60%, transparent);
  }
  .composer textarea {
    display: block;
    width: 100%;
    max-height: 11.5em;
    padding: 9px 12px 2px;
    border: 0;
    outline: 0;
    background: none;
    field-sizing: content;
    line-height: 1.5;
    overflow-y: auto;
    resize: none;
    scrollbar-width: thin;
  }
  .composer textarea::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  .composer-bar {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 4px;
    padding: 0 2px 2px;
  }
  .send {
    display: grid;
    flex: none;
    width: 36px;
    height: 36px;
    padding: 0;
    place-items: center;
    border-radius: min(var(--radius), 50%);
    background: var(--accent);
    color: var(--on-accent);
  }
  .send:hover:not(:disabled) {
    background: color-mix(in srgb, var(--accent) 88%, var(--text));
  }
  .send:disabled {
    background: var(--hover);
    color: var(--muted);
    opacity: 1;
  }
  .send.stop .icon {
    width: 14px;
    height: 14px;
    fill: currentColor;
  }
  .composer-quote {
    display: flex;
    align-items: start;
    gap: 8px;
    margin: 4px 4px 2px;
    padding: 8px 4px 8px 12px;
    border-radius: calc(var(--radius) - 6px);
    background: var(--soft);
    color: var(--muted);
  }
  .composer-quote > .icon {
    width: 15px;
    height: 15px;
    margin-block-start: 4px;
    color: var(--link);
  }
  .composer-quote blockquote {
    flex: 1;
    max-height: 4.3em;
    margin: 0;
    overflow: auto;
    font-size: 0.9em;
    line-height: 1.45;
    overflow-wrap: anywhere;
    white-space: pre-line;
    scrollbar-width: thin;
  }
  .composer-quote .quiet {
    width: 26px;
    height: 26px;
    margin-block: -2px;
  }
  .attachment {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    max-width: 100%;
    margin: 4px;
    padding: 2px 8px;
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    font-size: 0.87em;
    overflow-wrap: anywhere;
  }
  .attachment .icon {
    width: 14px;
    height: 14px;
  }
  .tool,
  .models {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    max-width: 12em;
    min-height: 32px;
    padding: 2px 10px;
    border: 1px solid transparent;
    border-radius: min(var(--radius), 16px);
    background: none;
    color: var(--muted);
    font-size: 0.87em;
  }
  .tool:hover,
  .models:hover {
    background: var(--hover);
  }
  .tool[aria-pressed="true"] {
    border-color: color-mix(in srgb, var(--accent) 40%, transparent);
    background: var(--bubble);
    color: var(--text);
  }
  .tool .icon {
    width: 15px;
    height: 15px;
  }
  .problem {
    display: flex;
    align-items: center;
    gap: 10px;
    margin-block-end: 8px;
    padding: 8px 6px 8px 14px;
    border: 1px solid color-mix(in srgb, var(--danger) 28%, transparent);
    border-radius: min(var(--radius), 14px);
    background: color-mix(in srgb, var(--danger) 7%, var(--raised));
    font-size: 0.93em;
    line-height: 1.4;
  }
  .problem > .icon {
    color: var(--danger);
  }
  .problem p {
    flex: 1;
    min-width: 0;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .wait {
    font-variant-numeric: tabular-nums;
  }
`;var za=L`
  .icon {
    flex: none;
    width: 18px;
    height: 18px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.9;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  button,
  input,
  select,
  textarea {
    margin: 0;
    color: inherit;
    font: inherit;
    letter-spacing: inherit;
  }
  button {
    border: 0;
    background: none;
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
    transition: background-color 0.15s, border-color 0.15s, color 0.15s, opacity 0.15s;
  }
  button:disabled {
    cursor: default;
    opacity: 0.45;
  }
  :focus-visible {
    outline: 2px solid var(--link);
    outline-offset: 2px;
  }
  .quiet {
    display: inline-grid;
    flex: none;
    width: 36px;
    height: 36px;
    padding: 0;
    place-items: center;
    border-radius: var(--radius-small);
    color: var(--muted);
  }
  .quiet:hover:not(:disabled),
  .quiet[aria-pressed="true"] {
    background: var(--hover);
    color: var(--text);
  }
  .quiet[aria-pressed="true"] .icon {
    fill: color-mix(in srgb, currentColor 25%, transparent);
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    flex: none;
    min-height: 34px;
    padding: 4px 14px;
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    font-size: 0.93em;
    font-weight: 500;
  }
  .button:hover:not(:disabled) {
    background: var(--hover);
  }
  .button.primary {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
  }
  .button.danger {
    border-color: color-mix(in srgb, var(--danger) 45%, transparent);
    color: var(--danger);
  }
  .card input:not([type="checkbox"], [type="radio"]),
  .card textarea,
  .card select,
  .rename input {
    min-width: 0;
    min-height: 34px;
    padding: 4px 10px;
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    background: var(--softer);
  }
  .spacer {
    flex: 1;
  }
`;var Ka=L`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  .frame {
    position: relative;
    display: grid;
    height: 100%;
    min-height: 0;
    overflow: hidden;
    border-radius: inherit;
    container-type: inline-size;
  }
  .chat {
    display: flex;
    flex-direction: column;
    min-height: 0;
    min-width: 0;
  }
  .header {
    display: flex;
    align-items: center;
    gap: 2px;
    flex: none;
    min-height: 52px;
    padding: 6px 8px 6px 16px;
  }
  .title {
    flex: 1;
    min-width: 0;
    margin: 0;
    overflow: hidden;
    font-size: 1em;
    font-weight: 600;
    letter-spacing: -0.01em;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .body {
    position: relative;
    flex: 1;
    min-height: 0;
  }
  .log {
    height: 100%;
    overflow: hidden auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--line) transparent;
    outline-offset: -3px;
  }
  .log > .column {
    display: flex;
    flex-direction: column;
    min-height: 100%;
    padding-block: var(--space) calc(var(--space) * 1.5);
  }
  .column {
    width: 100%;
    max-width: calc(var(--column) + 32px);
    margin-inline: auto;
    padding-inline: 16px;
  }
  .footer {
    flex: none;
    padding-block: 4px max(12px, env(safe-area-inset-bottom));
  }
  .start {
    display: flex;
    flex: 1;
    flex-direction: column;
    justify-content: flex-end;
    gap: calc(var(--space) * 1.25);
  }
  .start h2 {
    margin: 0;
    font-size: 1.6em;
    font-weight: 600;
    line-height: 1.25;
    letter-spacing: -0.022em;
    text-wrap: balance;
    white-space: pre-line;
  }
  .prompts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr));
    gap: 8px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .prompt {
    display: flex;
    align-items: center;
    gap: 10px;
    width: 100%;
    height: 100%;
    min-height: 46px;
    padding: 10px 14px;
    border: 1px solid var(--line);
    border-radius: min(var(--radius), 14px);
    background: var(--softer);
    line-height: 1.35;
    text-align: start;
  }
  .prompt .icon {
    color: var(--link);
  }
  .prompt:hover:not(:disabled) {
    border-color: color-mix(in srgb, var(--accent) 45%, transparent);
    background: var(--bubble);
  }
  .jump {
    position: absolute;
    inset-block-end: 10px;
    inset-inline-start: 50%;
    display: grid;
    width: 36px;
    height: 36px;
    margin-inline-start: -18px;
    padding: 0;
    place-items: center;
    border: 1px solid var(--line);
    border-radius: 50%;
    background: var(--raised);
    box-shadow: var(--shadow);
  }
  .disclaimer {
    margin-block-start: 8px;
    color: var(--muted);
    font-size: 0.8em;
    line-height: 1.4;
    text-align: center;
  }
  .disclaimer[data-contrast="high"] {
    color: var(--text);
  }
  .closed {
    margin: 0;
    padding: 12px;
    border-radius: var(--radius-small);
    background: var(--soft);
    color: var(--muted);
    text-align: center;
  }
  .skeleton {
    display: grid;
    gap: 12px;
    padding-block: 16px;
  }
  .skeleton i {
    height: 14px;
    border-radius: 7px;
    background: var(--soft);
    animation: pulse 1.6s ease-in-out infinite;
  }
  .skeleton i:nth-child(2) {
    width: 82%;
  }
  .skeleton i:nth-child(3) {
    width: 56%;
  }
  @keyframes pulse {
    50% {
      opacity: 0.45;
    }
  }
`;var ja=L`
  .history {
    position: absolute;
    inset: 0;
    z-index: 2;
    display: flex;
    flex-direction: column;
    overflow: hidden auto;
    overscroll-behavior: contain;
    background: color-mix(in srgb, var(--raised) 94%, transparent);
    backdrop-filter: blur(18px) saturate(1.3);
    animation: appear 0.16s ease-out;
    scrollbar-width: thin;
  }
  .history .header {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    gap: 6px;
    padding-inline: 8px;
    background: var(--raised);
  }
  .threads {
    width: 100%;
    max-width: calc(var(--column) + 32px);
    margin: 0 auto;
    padding: 4px 8px 12px;
    list-style: none;
  }
  .thread {
    display: flex;
    align-items: center;
    gap: 2px;
    min-height: 48px;
    padding-inline-end: 4px;
    border-radius: min(var(--radius), 12px);
  }
  .thread:hover,
  .thread:focus-within {
    background: var(--soft);
  }
  .thread-open {
    display: flex;
    flex: 1;
    align-items: baseline;
    gap: 12px;
    min-width: 0;
    min-height: 48px;
    padding: 10px 12px;
    border-radius: inherit;
    text-align: start;
  }
  .thread-open[aria-current="true"] .thread-title {
    color: var(--link);
    font-weight: 600;
  }
  .thread-title {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .thread-date {
    flex: none;
    color: var(--muted);
    font-size: 0.83em;
    font-variant-numeric: tabular-nums;
  }
  .thread.confirm {
    gap: 8px;
    padding-inline: 12px 6px;
  }
  .rename {
    display: flex;
    flex: 1;
    gap: 6px;
    padding-inline: 6px 2px;
  }
  .rename input {
    flex: 1;
  }
  .history-note {
    margin: 16px auto;
    padding-inline: 20px;
    color: var(--muted);
    text-align: center;
  }
  .more {
    align-self: center;
    margin-block-end: 20px;
  }
  @keyframes appear {
    from {
      opacity: 0;
      transform: translateY(6px);
    }
  }
`;var Xa=L`
  .item {
    margin-block: calc(var(--space) * 0.5);
    min-width: 0;
  }
  .question {
    display: flex;
    flex-direction: column;
    align-items: flex-end;
    gap: 6px;
    margin-block-start: calc(var(--space) * 1.25);
  }
  .question:first-child {
    margin-block-start: 0;
  }
  .bubble {
    max-width: min(85%, 34rem);
    padding: calc(var(--space) * 0.5) calc(var(--space) * 0.9);
    border-radius: var(--radius) var(--radius) min(var(--radius), 5px) var(--radius);
    background: var(--bubble);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .quote {
    max-width: min(85%, 34rem);
    max-height: 8.7em;
    margin: 0;
    padding: 2px 12px;
    border-inline-end: 3px solid color-mix(in srgb, var(--accent) 50%, transparent);
    color: var(--muted);
    font-size: 0.9em;
    line-height: 1.45;
    overflow: auto;
    overflow-wrap: anywhere;
    white-space: pre-line;
    scrollbar-width: thin;
  }
  .actions {
    display: flex;
    gap: 2px;
    margin: calc(var(--space) * -0.25) 0 4px -8px;
  }
  .actions .quiet {
    width: 32px;
    height: 32px;
  }
  .actions .icon {
    width: 16px;
    height: 16px;
  }
  .sources {
    margin-block: calc(var(--space) * 0.75) calc(var(--space) * 0.5);
  }
  .sources h3 {
    margin: 0 0 4px;
    color: var(--muted);
    font-size: 0.8em;
    font-weight: 600;
    letter-spacing: 0.03em;
  }
  .sources ol,
  .task-sources {
    display: grid;
    gap: 2px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .sources li {
    display: flex;
    align-items: baseline;
    gap: 8px;
    min-width: 0;
    font-size: 0.9em;
  }
  .source {
    display: flex;
    align-items: baseline;
    gap: 8px;
    min-width: 0;
    color: inherit;
    text-decoration: none;
  }
  .source > .icon {
    align-self: center;
    width: 14px;
    height: 14px;
  }
  .source-title {
    overflow: hidden;
    color: var(--link);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  a.source:hover .source-title {
    text-decoration: underline;
  }
  .source-place {
    flex: none;
    max-width: 45%;
    overflow: hidden;
    color: var(--muted);
    font-size: 0.9em;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .chip,
  .source-number {
    display: inline-block;
    min-width: 1.55em;
    padding-inline: 0.35em;
    border-radius: 0.8em;
    background: var(--bubble);
    color: var(--link);
    font-size: 0.72em;
    font-weight: 600;
    line-height: 1.55;
    text-align: center;
    text-decoration: none;
  }
  .chip {
    margin-inline: 0.25em 0.1em;
    vertical-align: 0.18em;
  }
  a.chip:hover {
    background: var(--accent);
    color: var(--on-accent);
  }
  .activity {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 2em;
    color: var(--muted);
  }
  .shimmer {
    animation: pulse 1.6s ease-in-out infinite;
  }
  .dots {
    gap: 5px;
  }
  .dots i {
    width: 7px;
    height: 7px;
    border-radius: 50%;
    background: var(--muted);
    animation: pulse 1.2s ease-in-out infinite;
  }
  .dots i:nth-child(2) {
    animation-delay: 0.15s;
  }
  .dots i:nth-child(3) {
    animation-delay: 0.3s;
  }
  .paging {
    color: var(--muted);
    font-size: 0.87em;
    text-align: center;
  }
  .notice {
    display: flex;
    gap: 10px;
    margin-block: calc(var(--space) * 0.5);
    padding: 10px 14px;
    border-radius: min(var(--radius), 14px);
    background: var(--soft);
    font-size: 0.93em;
  }
  .notice > .icon {
    margin-block-start: 3px;
    color: var(--link);
  }
  .notice[data-level="warning"] > .icon {
    color: var(--warning);
  }
  .notice[data-level="danger"] > .icon {
    color: var(--danger);
  }
  .work {
    color: var(--muted);
    font-size: 0.93em;
  }
  .work summary {
    width: fit-content;
    border-radius: 6px;
    cursor: pointer;
  }
  .task {
    display: flex;
    gap: 10px;
    padding-block: 4px;
  }
  .task > div {
    min-width: 0;
  }
  .task > .icon {
    width: 15px;
    height: 15px;
    margin-block-start: 4px;
  }
  .task[data-status="loading"] > .icon {
    animation: pulse 1.2s ease-in-out infinite;
  }
  .task p {
    margin: 0;
  }
  .generated {
    display: block;
    max-width: 100%;
    border-radius: var(--radius-small);
  }
  .card {
    display: grid;
    gap: 10px;
    padding: 14px 16px;
    border: 1px solid var(--line);
    border-radius: min(var(--radius), 14px);
    background: var(--softer);
  }
  .widget h4,
  .widget p {
    margin: 0;
  }
  .widget img {
    max-width: 100%;
    border-radius: var(--radius-small);
  }
  .widget .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .widget .row:empty {
    display: none;
  }
  .widget hr {
    width: 100%;
    margin: 0;
    border: 0;
    border-block-start: 1px solid var(--line);
  }
  .caption {
    color: var(--muted);
    font-size: 0.87em;
  }
  .badge {
    padding: 1px 9px;
    border-radius: 1em;
    background: var(--bubble);
    font-size: 0.8em;
    font-weight: 500;
  }
  .list-item {
    display: block;
    width: 100%;
    padding: 8px 12px;
    border-radius: var(--radius-small);
    text-align: start;
  }
  button.list-item:hover {
    background: var(--hover);
  }
`;var Qa=L`
  .markdown {
    overflow-wrap: anywhere;
  }
  .markdown > :first-child {
    margin-block-start: 0;
  }
  .markdown > :last-child {
    margin-block-end: 0;
  }
  .markdown :is(p, ul, ol, blockquote, .table, .code) {
    margin-block: 0 calc(var(--space) * 0.75);
  }
  .markdown :is(h3, h4, h5, h6) {
    margin: calc(var(--space) * 1.15) 0 calc(var(--space) * 0.4);
    font-size: 1em;
    font-weight: 650;
    line-height: 1.35;
    letter-spacing: -0.01em;
  }
  .markdown h3 {
    font-size: 1.15em;
  }
  .markdown :is(ul, ol) {
    padding-inline-start: 1.5em;
  }
  .markdown li {
    margin-block: 0.25em;
  }
  .markdown li > :is(ul, ol) {
    margin-block: 0.25em;
  }
  .markdown li::marker {
    color: var(--muted);
  }
  .markdown a:not(.chip) {
    color: var(--link);
    text-decoration: underline;
    text-decoration-color: color-mix(in srgb, currentColor 35%, transparent);
    text-underline-offset: 0.18em;
  }
  .markdown a:not(.chip, [href]) {
    color: inherit;
    text-decoration: none;
  }
  .markdown a:hover {
    text-decoration-color: currentColor;
  }
  .markdown blockquote {
    margin-inline: 0;
    padding-inline-start: 1em;
    border-inline-start: 3px solid var(--line);
    color: var(--muted);
  }
  .markdown hr {
    margin-block: var(--space);
    border: 0;
    border-block-start: 1px solid var(--line);
  }
  .markdown img {
    max-width: 100%;
    border-radius: var(--radius-small);
  }
  .markdown code {
    padding: 0.12em 0.35em;
    border-radius: 5px;
    background: var(--soft);
    font: 0.88em var(--mono);
  }
  .code {
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: min(var(--radius), 12px);
    background: var(--softer);
  }
  .code-bar {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 2px 4px 2px 14px;
    border-block-end: 1px solid var(--line);
    color: var(--muted);
    font-size: 0.8em;
  }
  .copy-code {
    padding: 4px 10px;
    border-radius: 7px;
    font-weight: 500;
  }
  .copy-code:hover {
    background: var(--hover);
    color: var(--text);
  }
  .code pre {
    margin: 0;
    padding: 12px 14px;
    overflow-x: auto;
    outline-offset: -3px;
    scrollbar-width: thin;
  }
  .code pre code {
    padding: 0;
    background: none;
    font-size: 0.87em;
    line-height: 1.55;
    overflow-wrap: normal;
    tab-size: 2;
    white-space: pre;
  }
  .table {
    overflow-x: auto;
    border: 1px solid var(--line);
    border-radius: min(var(--radius), 12px);
    scrollbar-width: thin;
  }
  .table table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.93em;
    line-height: 1.45;
    overflow-wrap: normal;
  }
  .table :is(th, td) {
    min-width: 6em;
    padding: 8px 14px;
    border-block-end: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
  }
  .table tbody tr:last-child td {
    border-block-end: 0;
  }
  .table th {
    background: var(--softer);
    font-weight: 600;
    white-space: nowrap;
  }
  :is(.disclaimer, .notice, .task) .markdown > * {
    margin-block: 0;
  }
`;var Za=L`
  @container (max-width: 30rem) {
    .start h2 {
      font-size: 1.4em;
    }
    .column {
      padding-inline: 14px;
    }
    .footer .column {
      padding-inline: 10px;
    }
    .bubble,
    .quote {
      max-width: 90%;
    }
    .problem {
      flex-wrap: wrap;
    }
  }
  @media (pointer: coarse) {
    .quiet,
    .send {
      min-width: 40px;
      min-height: 40px;
    }
    .composer textarea {
      /* Below 16px, iOS zooms the page into the field. */
      font-size: max(16px, 1em);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 1ms !important;
      animation-iteration-count: 1 !important;
      transition: none !important;
    }
  }
  @media (forced-colors: active) {
    .bubble,
    .composer,
    .notice,
    .chip,
    .button,
    .jump,
    .send {
      border: 1px solid;
    }
    .dots i {
      background: CanvasText;
    }
    .thread-open[aria-current="true"] {
      border: 1px solid Highlight;
    }
  }
  @media print {
    :host,
    .frame,
    .chat,
    .body,
    .log {
      height: auto !important;
      overflow: visible !important;
    }
    .footer,
    .actions,
    .jump,
    .copy-code,
    .header button {
      display: none;
    }
    .item {
      break-inside: avoid;
    }
  }
`;var Ya=L`
  :host {
    display: block;
    width: 100%;
    height: 100%;
    min-height: 0;
    position: relative;
  }
  :host([hidden]) {
    display: none;
  }
  .frame {
    --hue: var(--theme-hue, 222);
    --tint: var(--theme-tint, 9%);
    --accent: var(--chatkit-accent, var(--theme-accent, #3454d1));
    --surface: var(--chatkit-surface, var(--theme-surface, #fff));
    --raised: var(--chatkit-surface-raised, var(--theme-surface, #fff));
    --text: var(--chatkit-text, var(--theme-text, hsl(var(--hue) 16% 12%)));
    --danger: var(--chatkit-danger, #b3261e);
    --warning: #8a5a00;
    --muted: var(--chatkit-muted, color-mix(in srgb, var(--text) 66%, hsl(var(--hue) var(--tint) 70%)));
    --line: var(--chatkit-line, color-mix(in srgb, var(--text) 13%, transparent));
    --soft: color-mix(in srgb, var(--text) 5%, transparent);
    --softer: color-mix(in srgb, var(--text) 3%, transparent);
    --hover: color-mix(in srgb, var(--text) 8%, transparent);
    --link: color-mix(in srgb, var(--accent) 82%, var(--text));
    --bubble: color-mix(in srgb, var(--accent) 11%, transparent);
    --on-accent: var(--chatkit-on-accent, #fff);
    --shadow: 0 1px 2px rgb(15 20 35 / 5%), 0 6px 20px rgb(15 20 35 / 7%);
    --radius: var(--chatkit-radius, var(--theme-radius, 18px));
    --radius-small: min(var(--radius), 10px);
    --space: calc(1rem * var(--chatkit-density, var(--theme-density, 1)));
    --column: var(--chatkit-column, 46rem);
    --mono: var(--chatkit-font-mono, var(--theme-font-mono, ui-monospace, "SF Mono", Menlo, Consolas, monospace));
    color-scheme: light;
    color: var(--text);
    background: var(--surface);
    font: 400 var(--chatkit-font-size, var(--theme-size, 15px)) / 1.55
      var(--chatkit-font, var(--theme-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif));
    -webkit-font-smoothing: antialiased;
    text-align: start;
    letter-spacing: normal;
  }
  .frame[data-scheme="dark"] {
    --accent: var(--chatkit-accent, var(--theme-accent, #8ea6ff));
    --surface: var(--chatkit-surface, var(--theme-surface, #14161b));
    --raised: var(--chatkit-surface-raised, var(--theme-surface, #1c1f26));
    --text: var(--chatkit-text, var(--theme-text, hsl(var(--hue) 16% 93%)));
    --danger: var(--chatkit-danger, #ff8a80);
    --warning: #f2c14e;
    --muted: var(--chatkit-muted, color-mix(in srgb, var(--text) 66%, hsl(var(--hue) var(--tint) 30%)));
    --soft: color-mix(in srgb, var(--text) 8%, transparent);
    --softer: color-mix(in srgb, var(--text) 5%, transparent);
    --hover: color-mix(in srgb, var(--text) 12%, transparent);
    --bubble: color-mix(in srgb, var(--accent) 18%, transparent);
    --shadow: 0 1px 2px rgb(0 0 0 / 30%), 0 8px 24px rgb(0 0 0 / 28%);
    color-scheme: dark;
  }
  @supports (color: oklch(from red l c h)) {
    .frame {
      --on-accent: var(--chatkit-on-accent, oklch(from var(--accent) clamp(0, (0.66 - l) * 1000, 1) 0 0));
    }
  }
`;var Ja=[Ya,Ka,za,Va,Xa,Qa,ja,Za];var _s={pill:"22px",round:"16px",soft:"10px",sharp:"2px"},Ts={compact:"0.8",normal:"1",spacious:"1.2"},wt=matchMedia("(prefers-color-scheme: dark)");function eo(e){let t=typeof e=="string"?e:e?.colorScheme;return t==="dark"||(t==="auto"||t==="system")&&wt.matches?"dark":"light"}function to(e){let{color:t,radius:r,density:a,typography:o}=typeof e=="object"?e:{},{hue:s,tint:n}=t?.grayscale??{};return{"--theme-accent":t?.accent?.primary??null,"--theme-surface":t?.surface?.background??null,"--theme-text":t?.surface?.foreground??null,"--theme-hue":s===void 0?null:String(s),"--theme-tint":n===void 0?null:`${String(n*3)}%`,"--theme-radius":r?_s[r]:null,"--theme-density":a?Ts[a]:null,"--theme-font":o?.fontFamily??null,"--theme-font-mono":o?.fontFamilyMono??null,"--theme-size":o?.baseSize?`${String(o.baseSize)}px`:null}}function ro(e){let t=typeof e=="object"?e.typography?.fontSources??[]:[];for(let{family:r,src:a,weight:o,style:s,display:n,unicodeRange:l}of t){let f=new FontFace(r,`url(${JSON.stringify(a)})`,{...o===void 0?{}:{weight:String(o)},...s===void 0?{}:{style:s},...n===void 0?{}:{display:n},...l===void 0?{}:{unicodeRange:l}});Es(f)||document.fonts.add(f)}}function Es(e){let t=r=>r.family===e.family&&r.weight===e.weight&&r.style===e.style;return[...document.fonts].some(t)}async function Or(e){try{return await navigator.clipboard.writeText(e),!0}catch{return!1}}var Ls=CSS.supports("field-sizing","content"),St=class{#r;#e=Ke();#t="";#o=null;#a=[];#s=null;#n=null;constructor(t){this.#r=t,t.addController(this)}hostUpdated(){let t=this.#e.value;t&&t.value!==this.#t&&(t.value=this.#t),t&&!Ls&&Rs(t)}get toolId(){return this.#s}get modelId(){return this.#n}focus(){this.#e.value?.focus()}set(t){t.content?this.#t=Br(t.content):t.text!==void 0&&(this.#t=t.text),t.reply!==void 0&&(this.#o=t.reply||null),t.attachments&&(this.#a=t.attachments),t.selectedToolId!==void 0&&(this.#s=t.selectedToolId),t.selectedModelId!==void 0&&(this.#n=t.selectedModelId),this.#r.requestUpdate()}render(t){let r=t.options?.tools?.find(s=>s.id===this.#s),a=t.closedBecause??r?.placeholderOverride??t.options?.placeholder??Ga,o=t.closedBecause!==null;return i`
      <form class="composer" part="composer" @submit=${s=>{s.preventDefault(),this.#m(t)}}>
        ${this.#o===null?d:this.#l(this.#o)}
        ${this.#a.map(s=>this.#p(s))}
        <textarea ${G(this.#e)} part="input" rows="1" enterkeyhint="send" autocomplete="off"
          aria-label=${a} placeholder=${a} ?disabled=${o}
          @input=${s=>{this.#t=s.target.value,this.#r.requestUpdate()}}
          @keydown=${s=>{this.#f(s,t)}}></textarea>
        <div class="composer-bar">
          ${this.#c(t)} ${this.#h(t)}
          <span class="spacer"></span>
          ${t.busy&&t.canStop?i`<button class="send stop" part="stop-button" type="button" aria-label="Stop answering" title="Stop"
                @click=${t.stop}>${y("stop")}</button>`:i`<button class="send" part="send-button" type="submit" aria-label="Send message" title="Send"
                ?disabled=${o||t.busy||this.#i()}>${y("arrow-up")}</button>`}
        </div>
      </form>`}#l(t){return i`<div class="composer-quote" part="quote">
      ${y("quote")}<blockquote dir="auto">${t}</blockquote>
      <button class="quiet" type="button" aria-label="Remove the quote" @click=${()=>{this.#o=null,this.#r.requestUpdate(),this.focus()}}>
        ${y("close")}
      </button>
    </div>`}#p(t){let r=()=>{this.#a=this.#a.filter(a=>a!==t),this.#r.requestUpdate()};return i`<div class="attachment">${y("attach")}<span>${t.name}</span>
      <button class="quiet" type="button" aria-label=${`Remove ${t.name}`} @click=${r}>${y("close")}</button>
    </div>`}#c(t){let r=a=>{this.#s=this.#s===a?null:a,this.#r.requestUpdate(),t.toolChanged(this.#s)};return(t.options?.tools??[]).map(a=>i`<button class="tool" type="button" aria-pressed=${this.#s===a.id}
        @click=${()=>{r(a.id)}}>${P(a.icon)}<span>${a.shortLabel??a.label}</span></button>`)}#h(t){let r=t.options?.models??[];if(r.length===0)return d;let a=this.#n??r.find(o=>o.default)?.id??r[0]?.id;return i`<select class="models" aria-label="Model"
      @change=${o=>{this.#n=o.target.value}}>
      ${r.map(o=>i`<option value=${o.id} ?disabled=${o.disabled??!1}
        ?selected=${o.id===a}>${o.label}</option>`)}
    </select>`}#i(){return this.#t.trim()===""&&this.#a.length===0}#f(t,r){let a=t.isComposing||t.keyCode===229;t.key!=="Enter"||t.shiftKey||a||(t.preventDefault(),this.#m(r))}#m(t){if(t.busy||t.closedBecause!==null||this.#i())return;let r=this.#n??t.options?.models?.find(o=>o.default)?.id,a={content:[{type:"input_text",text:this.#t.trim()}],quote:this.#o,attachments:[...this.#a],...r?{model:r}:{},...this.#s?{toolId:this.#s}:{}};this.#u(t),t.send(a)}#u(t){this.#t="",this.#o=null,this.#a=[];let r=t.options?.tools?.find(a=>a.id===this.#s);this.#s!==null&&!r?.persistent&&(this.#s=null,t.toolChanged(null)),this.#r.requestUpdate()}};function Br(e){return e.map(t=>t.type==="input_tag"?`@${t.text}`:t.text).join("")}function Rs(e){e.style.height="auto",e.style.height=`${String(e.scrollHeight)}px`}function oo(e){let{header:t}=e;if(t?.enabled===!1)return d;let r=t?.title?.enabled===!1?"":t?.title?.text??e.title??e.frameTitle;return i`<header class="header" part="header">
    ${ao(t?.leftAction)}
    <h2 class="title" part="title" dir="auto">${r}</h2>
    ${e.historyEnabled?i`<button class="quiet" part="history-button" type="button" title="History" aria-label="Show chat history"
          @click=${e.showHistory}>${y("history")}</button>`:d}
    <button class="quiet" part="new-button" type="button" title="New chat" aria-label="Start a new chat"
      ?disabled=${!e.canStartNew} @click=${e.startNew}>${y("compose")}</button>
    ${ao(t?.rightAction)}
  </header>`}function ao(e){if(!e)return d;let t=e.icon.replaceAll("-"," ");return i`<button class="quiet" part="header-action" type="button" title=${t} aria-label=${t}
    @click=${()=>{e.onClick()}}>${P(e.icon)}</button>`}var so=(e,t,r)=>{let a=new Map;for(let o=t;o<=r;o++)a.set(e[o],o);return a},vt=N(class extends I{constructor(e){if(super(e),e.type!==se.CHILD)throw Error("repeat() can only be used in text expressions")}dt(e,t,r){let a;r===void 0?r=t:t!==void 0&&(a=t);let o=[],s=[],n=0;for(let l of e)o[n]=a?a(l,n):n,s[n]=r(l,n),n++;return{values:s,keys:o}}render(e,t,r){return this.dt(e,t,r).values}update(e,[t,r,a]){let o=Ca(e),{values:s,keys:n}=this.dt(t,r,a);if(!Array.isArray(o))return this.ut=n,s;let l=this.ut??=[],f=[],c,h,p=0,x=o.length-1,b=0,v=s.length-1;for(;p<=x&&b<=v;)if(o[p]===null)p++;else if(o[x]===null)x--;else if(l[p]===n[b])f[b]=F(o[p],s[b]),p++,b++;else if(l[x]===n[v])f[v]=F(o[x],s[v]),x--,v--;else if(l[p]===n[v])f[v]=F(o[p],s[v]),oe(e,f[v+1],o[p]),p++,v--;else if(l[x]===n[b])f[b]=F(o[x],s[b]),oe(e,o[p],o[x]),x--,b++;else if(c===void 0&&(c=so(n,b,v),h=so(l,p,x)),c.has(l[p]))if(c.has(l[x])){let M=h.get(n[b]),ee=M!==void 0?o[M]:null;if(ee===null){let te=oe(e,o[p]);F(te,s[b]),f[b]=te}else f[b]=F(ee,s[b]),oe(e,o[p],ee),o[M]=null;b++}else We(o[x]),x--;else We(o[p]),p++;for(;b<=v;){let M=oe(e,f[v+1]);F(M,s[b]),f[b++]=M}for(;p<=x;){let M=o[p++];M!==null&&We(M)}return this.ut=n,ga(e,f),R}});var no="New chat",At=class{#r;#e=null;#t=null;constructor(t){this.#r=t}reset(){this.#l(null,null)}render(t){let{history:r}=t,a=r.threads.length===0&&!r.loading&&!r.problem;return i`<section class="history" part="history" role="dialog" aria-label="Chat history"
      @keydown=${o=>{this.#n(o,t)}}>
      <header class="header">
        <button class="quiet" type="button" aria-label="Back to the chat" @click=${t.close}>${y("back")}</button>
        <h2 class="title">Chats</h2>
      </header>
      ${r.problem?i`<p class="history-note" role="alert">${r.problem.message}
        <button class="button" type="button" @click=${()=>{r.reload()}}>Try again</button></p>`:d}
      ${a?i`<p class="history-note">No chats yet. What you ask is kept here.</p>`:d}
      <ul class="threads" part="threads">
        ${vt(r.threads,o=>o.id,o=>this.#o(o,t))}
      </ul>
      ${r.loading?i`<p class="history-note" role="status">Loading chats</p>`:d}
      ${r.hasMore&&!r.loading?i`<button class="button more" type="button" @click=${()=>{r.more()}}>Show older chats</button>`:d}
    </section>`}#o(t,r){if(this.#e===t.id)return this.#a(t,r);if(this.#t===t.id)return this.#s(t,r);let a=t.title||no,o=t.id===r.currentId;return i`<li class="thread" part="thread">
      <button class="thread-open" type="button" aria-current=${o?"true":d}
        @click=${()=>{r.open(t.id)}}>
        <span class="thread-title" dir="auto">${a}</span><span class="thread-date">${Ms(t)}</span></button>
      ${r.showRename?i`<button class="quiet" type="button" title="Rename" aria-label=${`Rename ${a}`}
        @click=${()=>{this.#l(t.id,null)}}>${y("pencil")}</button>`:d}
      ${r.showDelete?i`<button class="quiet" type="button" title="Delete" aria-label=${`Delete ${a}`}
        @click=${()=>{this.#l(null,t.id)}}>${y("trash")}</button>`:d}
    </li>`}#a(t,r){return i`<li class="thread"><form class="rename" @submit=${o=>{o.preventDefault();let s=new FormData(o.target).get("title");this.reset(),typeof s=="string"&&s.trim()!==""&&r.rename(t.id,s.trim())}}>
      <input name="title" aria-label="New title" maxlength="200" autocomplete="off" ${G(lo)} .value=${t.title??""} />
      <button class="button primary" type="submit">Save</button>
      <button class="button" type="button" @click=${()=>{this.reset()}}>Cancel</button>
    </form></li>`}#s(t,r){return i`<li class="thread confirm">
      <span class="thread-title" dir="auto">Delete “${t.title||no}”?</span>
      <button class="button danger" type="button" ${G(lo)} @click=${()=>{this.reset(),r.remove(t.id)}}>Delete</button>
      <button class="button" type="button" @click=${()=>{this.reset()}}>Keep</button>
    </li>`}#n(t,r){t.key==="Escape"&&(t.preventDefault(),t.stopPropagation(),this.#e??this.#t?this.reset():r.close())}#l(t,r){this.#e=t,this.#t=r,this.#r()}};function lo(e){e instanceof HTMLElement&&queueMicrotask(()=>{e.focus()})}function Ms(e){if(!e.created_at)return"";let t=/(Z|[+-]\d\d:?\d\d)$/.test(e.created_at)?e.created_at:`${e.created_at}Z`,r=new Date(t);return Number.isNaN(r.getTime())?"":r.toDateString()===new Date().toDateString()?r.toLocaleTimeString(void 0,{hour:"2-digit",minute:"2-digit"}):r.toLocaleDateString(void 0,{day:"numeric",month:"short",year:"numeric"})}function io(e,t){let r=[],a=new Map,o=[];for(let{source:s,index:n}of t){if(!s)continue;let l=$s(s),f=a.get(l);f===void 0&&(f=r.push(s),a.set(l,f)),typeof n=="number"&&o.push({at:n,number:f})}return{sources:r,marked:Ps(e.replaceAll(/[\uE000\uE001]/g,""),o)}}function $s(e){return e.type==="url"?`url ${e.url}`:e.type==="file"?`file ${e.filename}`:`entity ${e.id}`}function Ps(e,t){if(t.length===0)return e;let r=Array.from(e),a="",o=0;for(let{at:s,number:n}of t.toSorted((l,f)=>l.at-f.at)){let l=Math.max(o,Math.min(s,r.length));a+=`${r.slice(o,l).join("")}${String(n)}`,o=l}return a+r.slice(o).join("")}var g={Document:1,Blockquote:20,Paragraph:2,Heading_1:3,Heading_2:4,Heading_3:5,Heading_4:6,Heading_5:7,Heading_6:8,Code_Block:9,Code_Fence:10,Code_Inline:11,Italic_Ast:12,Italic_Und:13,Strong_Ast:14,Strong_Und:15,Strike:16,Link:17,Raw_URL:18,Image:19,Line_Break:21,Rule:22,List_Unordered:23,List_Ordered:24,List_Item:25,Checkbox:26,Table:27,Table_Row:28,Table_Cell:29,Equation_Block:30,Equation_Inline:31};var Hr=1,uo=2,po=4,mo=8,co=16,xe={Href:Hr,Src:uo,Lang:po,Checked:mo,Start:co};var Is=e=>{switch(e){case 1:return 3;case 2:return 4;case 3:return 5;case 4:return 6;case 5:return 7;default:return 8}},Ds=Is;var fo=24;function ho(e){let t=new Uint32Array(fo);return t[0]=1,{renderer:e,text:"",pending:"",tokens:t,len:0,token:1,fence_end:0,blockquote_idx:0,hr_char:"",hr_chars:0,fence_start:0,spaces:new Uint8Array(fo),indent:"",indent_len:0,table_state:0}}function xo(e){e.pending.length>0&&_(e,`
`)}function k(e){e.text.length!==0&&(console.assert(e.len>0,"Never adding text to root"),e.renderer.add_text(e.renderer.data,e.text),e.text="")}function S(e){console.assert(e.len>0,"No nodes to end"),e.len-=1,e.token=e.tokens[e.len],e.renderer.end_token(e.renderer.data)}function w(e,t){(e.tokens[e.len]===24||e.tokens[e.len]===23)&&t!==25&&S(e),e.len+=1,e.tokens[e.len]=t,e.token=t,e.renderer.add_token(e.renderer.data,t)}function Os(e,t,r){for(;r<=e.len;){if(e.tokens[r]===t)return r;r+=1}return-1}function J(e,t){for(e.fence_start=0;e.len>t;)S(e)}function _t(e,t){let r=0;for(let a=0;a<=e.len&&(t-=e.spaces[a],!(t<0));a+=1)switch(e.tokens[a]){case 9:case 10:case 20:case 25:r=a;break}for(;e.len>r;)S(e);return t}function Nr(e,t){let r=-1,a=-1;for(let o=e.blockquote_idx+1;o<=e.len;o+=1)if(e.tokens[o]===25){if(e.indent_len<e.spaces[o]){a=-1;break}a=o}else e.tokens[o]===t&&(r=o);return a===-1?r===-1?(J(e,e.blockquote_idx),w(e,t),!0):(J(e,r),!1):(J(e,a),w(e,t),!0)}function Ur(e,t){w(e,25),e.spaces[e.len]=e.indent_len+t,U(e),e.token=103}function U(e){e.indent="",e.indent_len=0,e.pending=""}function qr(e){switch(e){case 48:case 49:case 50:case 51:case 52:case 53:case 54:case 55:case 56:case 57:return!0;default:return!1}}function Bs(e){switch(e){case 32:case 58:case 59:case 41:case 44:case 33:case 46:case 63:case 93:case 10:return!0;default:return!1}}function Ns(e){return qr(e)||Bs(e)}function _(e,t){for(let r of t){if(e.token===101){switch(r){case" ":e.indent_len+=1;continue;case"	":e.indent_len+=4;continue}let o=_t(e,e.indent_len);e.indent_len=0,e.token=e.tokens[e.len],o>0&&_(e," ".repeat(o))}let a=e.pending+r;switch(e.token){case 21:case 1:case 20:case 24:case 23:switch(console.assert(e.text.length===0,"Root should not have any text"),e.pending[0]){case void 0:e.pending=r;continue;case" ":console.assert(e.pending.length===1),e.pending=r,e.indent+=" ",e.indent_len+=1;continue;case"	":console.assert(e.pending.length===1),e.pending=r,e.indent+="	",e.indent_len+=4;continue;case`
`:if(console.assert(e.pending.length===1),e.tokens[e.len]===25&&e.token===21){S(e),U(e),e.pending=r;continue}J(e,e.blockquote_idx),U(e),e.blockquote_idx=0,e.fence_start=0,e.pending=r;continue;case"#":switch(r){case"#":if(e.pending.length<6){e.pending=a;continue}break;case" ":_t(e,e.indent_len),w(e,Ds(e.pending.length)),U(e);continue}break;case">":{let s=Os(e,20,e.blockquote_idx+1);s===-1?(J(e,e.blockquote_idx),e.blockquote_idx+=1,e.fence_start=0,w(e,20)):e.blockquote_idx=s,U(e),e.pending=r;continue}case"-":case"*":case"_":if(e.hr_chars===0&&(console.assert(e.pending.length===1,"Pending should be one character"),e.hr_chars=1,e.hr_char=e.pending),e.hr_chars>0){switch(r){case e.hr_char:e.hr_chars+=1,e.pending=a;continue;case" ":e.pending=a;continue;case`
`:if(e.hr_chars<3)break;_t(e,e.indent_len),e.renderer.add_token(e.renderer.data,22),e.renderer.end_token(e.renderer.data),U(e),e.hr_chars=0;continue}e.hr_chars=0}if(e.pending[0]!=="_"&&e.pending[1]===" "){Nr(e,23),Ur(e,2),_(e,a.slice(2));continue}break;case"`":if(e.pending.length<3){if(r==="`"){e.pending=a,e.fence_start=a.length;continue}e.fence_start=0;break}switch(r){case"`":e.pending.length===e.fence_start?(e.pending=a,e.fence_start=a.length):(w(e,2),U(e),e.fence_start=0,_(e,a));continue;case`
`:{_t(e,e.indent_len),w(e,10),e.pending.length>e.fence_start&&e.renderer.set_attr(e.renderer.data,po,e.pending.slice(e.fence_start)),U(e),e.token=101;continue}default:e.pending=a;continue}case"+":if(r!==" ")break;Nr(e,23),Ur(e,2);continue;case"0":case"1":case"2":case"3":case"4":case"5":case"6":case"7":case"8":case"9":if(e.pending[e.pending.length-1]==="."){if(r!==" ")break;Nr(e,24)&&e.pending!=="1."&&e.renderer.set_attr(e.renderer.data,co,e.pending.slice(0,-1)),Ur(e,e.pending.length+1);continue}else{let s=r.charCodeAt(0);if(s===46||qr(s)){e.pending=a;continue}}break;case"|":J(e,e.blockquote_idx),w(e,27),w(e,28),e.pending="",_(e,r);continue}let o=a;if(e.token===21)e.token=e.tokens[e.len],e.renderer.add_token(e.renderer.data,21),e.renderer.end_token(e.renderer.data);else if(e.indent_len>=4){let s=0;for(;s<4;s+=1)if(e.indent[s]==="	"){s=s+1;break}o=e.indent.slice(s)+a,w(e,9)}else w(e,2);U(e),_(e,o);continue;case 27:if(e.table_state===1)switch(r){case"-":case" ":case"|":case":":e.pending=a;continue;case`
`:e.table_state=2,e.pending="";continue;default:S(e),e.table_state=0;break}else switch(e.pending){case"|":w(e,28),e.pending="",_(e,r);continue;case`
`:S(e),e.pending="",e.table_state=0,_(e,r);continue}break;case 28:switch(e.pending){case"":break;case"|":w(e,29),S(e),e.pending="",_(e,r);continue;case`
`:S(e),e.table_state=Math.min(e.table_state+1,2),e.pending="",_(e,r);continue;default:w(e,29),_(e,r);continue}break;case 29:if(e.pending==="|"){k(e),S(e),e.pending="",_(e,r);continue}break;case 9:switch(a){case`
    `:case`
   	`:case`
  	`:case`
 	`:case`
	`:e.text+=`
`,e.pending="";continue;case`
`:case`
 `:case`
  `:case`
   `:e.pending=a;continue;default:e.pending.length!==0?(k(e),S(e),e.pending=r):e.text+=r;continue}case 10:switch(r){case"`":e.pending=a;continue;case`
`:if(a.length===e.fence_start+e.fence_end+1){k(e),S(e),e.pending="",e.fence_start=0,e.fence_end=0,e.token=101;continue}e.token=101;break;case" ":if(e.pending[0]===`
`){e.pending=a,e.fence_end+=1;continue}break}e.text+=e.pending,e.pending=r,e.fence_end=1;continue;case 11:switch(r){case"`":a.length===e.fence_start+ +(e.pending[0]===" ")?(k(e),S(e),e.pending="",e.fence_start=0):e.pending=a;continue;case`
`:e.text+=e.pending,e.pending="",e.token=21,e.blockquote_idx=0,k(e);continue;case" ":e.text+=e.pending,e.pending=r;continue;default:e.text+=a,e.pending="";continue}case 103:switch(e.pending.length){case 0:if(r!=="[")break;e.pending=a;continue;case 1:if(r!==" "&&r!=="x")break;e.pending=a;continue;case 2:if(r!=="]")break;e.pending=a;continue;case 3:if(r!==" ")break;e.renderer.add_token(e.renderer.data,26),e.pending[1]==="x"&&e.renderer.set_attr(e.renderer.data,mo,""),e.renderer.end_token(e.renderer.data),e.pending=" ";continue}e.token=e.tokens[e.len],e.pending="",_(e,a);continue;case 14:case 15:{let s="*",n=12;if(e.token===15&&(s="_",n=13),s===e.pending){if(k(e),s===r){S(e),e.pending="";continue}w(e,n),e.pending=r;continue}break}case 12:case 13:{let s="*",n=14;switch(e.token===13&&(s="_",n=15),e.pending){case s:s===r?e.tokens[e.len-1]===n?e.pending=a:(k(e),w(e,n),e.pending=""):(k(e),S(e),e.pending=r);continue;case s+s:let l=e.token;k(e),S(e),S(e),s!==r?(w(e,l),e.pending=r):e.pending="";continue}break}case 16:if(a==="~~"){k(e),S(e),e.pending="";continue}break;case 105:r===`
`?(k(e),w(e,30),e.pending=""):(e.token=e.tokens[e.len],e.pending[0]==="\\"?e.text+="[":e.text+="$$",e.pending="",_(e,r));continue;case 30:if(a==="\\]"||a==="$$"){k(e),S(e),e.pending="";continue}break;case 31:if(a==="\\)"||e.pending[0]==="$"){k(e),S(e),r===")"?e.pending="":e.pending=r;continue}break;case 102:a==="http://"||a==="https://"?(k(e),w(e,18),e.pending=a,e.text=a):"http:/"[e.pending.length]===r||"https:/"[e.pending.length]===r?e.pending=a:(e.token=e.tokens[e.len],_(e,r));continue;case 17:case 19:if(e.pending==="]"){k(e),r==="("?e.pending=a:(S(e),e.pending=r);continue}if(e.pending[0]==="]"&&e.pending[1]==="("){if(r===")"){let s=e.token===17?Hr:uo,n=e.pending.slice(2);e.renderer.set_attr(e.renderer.data,s,n),S(e),e.pending=""}else e.pending+=r;continue}break;case 18:r===" "||r===`
`||r==="\\"?(e.renderer.set_attr(e.renderer.data,Hr,e.pending),k(e),S(e),e.pending=r):(e.text+=r,e.pending=a);continue;case 104:if(a.startsWith("<br")){if(a.length===3||r===" "||r==="/"&&(a.length===4||e.pending[e.pending.length-1]===" ")){e.pending=a;continue}if(r===">"){k(e),e.token=e.tokens[e.len],e.renderer.add_token(e.renderer.data,21),e.renderer.end_token(e.renderer.data),e.pending="";continue}}e.token=e.tokens[e.len],e.text+="<",e.pending=e.pending.slice(1),_(e,r);continue}switch(e.pending[0]){case"\\":if(e.token===19||e.token===30||e.token===31)break;switch(r){case"(":k(e),w(e,31),e.pending="";continue;case"[":e.token=105,e.pending=a;continue;case`
`:e.pending=r;continue;default:let o=r.charCodeAt(0);e.pending="",e.text+=qr(o)||o>=65&&o<=90||o>=97&&o<=122?a:r;continue}case`
`:switch(e.token){case 19:case 30:case 31:break;case 3:case 4:case 5:case 6:case 7:case 8:k(e),J(e,e.blockquote_idx),e.blockquote_idx=0,e.pending=r;continue;default:k(e),e.pending=r,e.token=21,e.blockquote_idx=0;continue}break;case"<":if(e.token!==19&&e.token!==30&&e.token!==31){k(e),e.pending=a,e.token=104;continue}break;case"`":if(e.token===19)break;r==="`"?(e.fence_start+=1,e.pending=a):(e.fence_start+=1,k(e),w(e,11),e.text=r===" "||r===`
`?"":r,e.pending="");continue;case"_":case"*":{if(e.token===19||e.token===30||e.token===31||e.token===14)break;let o=12,s=14,n=e.pending[0];if(n==="_"&&(o=13,s=15),e.pending.length===1){if(n===r){e.pending=a;continue}if(r!==" "&&r!==`
`){k(e),w(e,o),e.pending=r;continue}}else{if(n===r){k(e),w(e,s),w(e,o),e.pending="";continue}if(r!==" "&&r!==`
`){k(e),w(e,s),e.pending=r;continue}}break}case"~":if(e.token!==19&&e.token!==16){if(e.pending==="~"){if(r==="~"){e.pending=a;continue}}else if(r!==" "&&r!==`
`){k(e),w(e,16),e.pending=r;continue}}break;case"$":if(e.token!==19&&e.token!==16&&e.pending==="$")if(r==="$"){e.token=105,e.pending=a;continue}else{if(Ns(r.charCodeAt(0)))break;k(e),w(e,31),e.pending=r;continue}break;case"[":if(e.token!==19&&e.token!==17&&e.token!==30&&e.token!==31&&r!=="]"){k(e),w(e,17),e.pending=r;continue}break;case"!":if(e.token!==19&&r==="["){k(e),w(e,19),e.pending="";continue}break;case" ":if(e.pending.length===1&&r===" ")continue;break}if(e.token!==19&&e.token!==17&&e.token!==30&&e.token!==31&&r==="h"&&(e.pending===" "||e.pending==="")){e.text+=e.pending,e.pending=r,e.token=102;continue}e.text+=e.pending,e.pending=r}k(e)}var qs={[g.Blockquote]:"blockquote",[g.Paragraph]:"p",[g.Line_Break]:"br",[g.Rule]:"hr",[g.Heading_1]:"h3",[g.Heading_2]:"h3",[g.Heading_3]:"h4",[g.Heading_4]:"h5",[g.Heading_5]:"h6",[g.Heading_6]:"h6",[g.Italic_Ast]:"em",[g.Italic_Und]:"em",[g.Strong_Ast]:"strong",[g.Strong_Und]:"strong",[g.Strike]:"s",[g.Code_Inline]:"code",[g.Link]:"a",[g.Raw_URL]:"a",[g.List_Unordered]:"ul",[g.List_Ordered]:"ol",[g.List_Item]:"li",[g.Checkbox]:"input"};function bo(e,t){return{data:{stack:[{node:e,token:g.Document}],context:t,heldMark:""},add_token:Fs,end_token:Vs,add_text:Qs,set_attr:Ks}}function Tt(e){let t=e.stack.at(-1);if(!t)throw new Error("The markdown parser closed more than it opened.");return t}function Fs(e,t){t!==g.Document&&e.stack.push({node:Gs(Tt(e).node,t),token:t})}function Gs(e,t){switch(t){case g.Code_Block:case g.Code_Fence:return Ws(e);case g.Table:{let r=$(e,"div","table");return r.tabIndex=0,$(r,"table")}case g.Table_Row:{let r=e.children.length===0,a=r||e.children.length===1?$(e,r?"thead":"tbody"):e.children[1];return $(a,"tr")}case g.Table_Cell:return $(e,e.parentElement?.tagName==="THEAD"?"th":"td");case g.Checkbox:{let r=$(e,"input");return r.type="checkbox",r.disabled=!0,r}default:return $(e,qs[t]??"span")}}function Ws(e){let t=$(e,"div","code"),r=$(t,"div","code-bar");$(r,"span","code-language");let a=$(r,"button","copy-code");a.type="button",a.textContent="Copy";let o=$(t,"pre");return o.tabIndex=0,$(o,"code")}function $(e,t,r){let a=document.createElement(t);return r&&(a.className=r),e.appendChild(a)}function Vs(e){let{node:t,token:r}=Tt(e);e.stack.pop(),r===g.Link&&!t.hasAttribute("href")&&!t.dataset.refused?t.replaceWith("[",...t.childNodes,"]"):r===g.Equation_Inline?t.replaceWith("$",...t.childNodes,"$"):r===g.Equation_Block?t.replaceWith("$$",...t.childNodes,"$$"):r===g.Image&&t.replaceWith(zs(t,e.context))}function zs(e,{imageDomains:t}){let r=e.dataset.src??"",a=e.textContent||"Image",o=he(r,t);if(o){let l=document.createElement("img");return l.alt=a,l.loading="lazy",l.referrerPolicy="no-referrer",l.src=o.href,l}let s=ce(r);if(!s||r==="")return document.createTextNode(a);let n=document.createElement("a");return n.textContent=a,Ie(n,s),n}function Ks(e,t,r){let{node:a,token:o}=Tt(e);switch(t){case xe.Href:js(a,o===g.Raw_URL?Xs(r):Co(r));return;case xe.Src:a.dataset.src=Co(r);return;case xe.Lang:{let s=a.closest(".code")?.querySelector(".code-language");s&&(s.textContent=r.trim().slice(0,40));return}case xe.Checked:a.checked=!0;return;case xe.Start:a.start=Number.parseInt(r,10)||1}}function js(e,t){let r=ce(t);r?Ie(e,r):e.dataset.refused="true"}function Co(e){return e.trim().replace(/\s+(["']).*\1$/,"").replace(/^<(.*)>$/,"$1")}function Xs(e){return e.replace(/[.,;:!?"')\]*_]+$/,"")}function Qs(e,t){let{node:r}=Tt(e),a=e.heldMark+t;for(e.heldMark="";;){let o=a.indexOf("");if(o<0)break;let s=a.indexOf("",o);if(o>0&&r.append(a.slice(0,o)),s<0){e.heldMark=a.slice(o);return}let n=e.context.chip(Number(a.slice(o+1,s)));n&&r.append(n),a=a.slice(s+1)}a&&r.append(a)}var Fr=class extends I{#r="";#e=null;#t=!1;#o="";#a=null;constructor(t){if(super(t),t.type!==se.ELEMENT)throw new Error("markdown() belongs on an element")}render(t){return R}update(t,[r]){let{text:a,complete:o,imageDomains:s}=r;this.#a=r;let n=s.join(" "),l=a.startsWith(this.#r)&&n===this.#o;return(!this.#e||!l||this.#t&&a!==this.#r)&&(t.element.replaceChildren(),this.#e=ho(bo(t.element,{imageDomains:s,chip:f=>this.#a?.chip(f)??null})),this.#r="",this.#t=!1,this.#o=n),a.length>this.#r.length&&(_(this.#e,a.slice(this.#r.length)),this.#r=a),o&&!this.#t&&(xo(this.#e),this.#t=!0),R}},yo=N(Fr);function ko(e,t){let r=e[t-1];if(!r)return null;let a=r.type==="url"?ce(r.url):null,o=document.createElement(a?"a":"span");return o.className="chip",o.textContent=String(t),o.title=Et(r),o.setAttribute("aria-label",`Source ${String(t)}: ${Et(r)}`),a&&Ie(o,a),o}function wo(e){return e.length===0?d:i`<section class="sources" part="sources" aria-label="Sources">
    <h3>Sources</h3>
    <ol>${e.map((t,r)=>i`<li><span class="source-number" aria-hidden="true">${r+1}</span>${Gr(t)}</li>`)}</ol>
  </section>`}function Gr(e){let t=e.type==="url"?ce(e.url):null;if(!t)return i`<span class="source">${y("document")}<span dir="auto">${Et(e)}</span></span>`;let r=t.origin!==location.origin;return i`<a class="source" href=${t.href} rel="noopener noreferrer" target=${r?"_blank":d}>
    <span class="source-title" dir="auto">${Et(e)}</span>
    <span class="source-place">${r?t.host:t.pathname}</span></a>`}function Et(e){return e.title?e.title:e.type==="url"?e.url:e.type==="file"?e.filename:e.id}var Zs=24;function So(e,t,r){return vo(e.widget,{item:e,actions:t,imageDomains:r},0)}function vo(e,t,r){if(r>Zs)return d;let a=()=>rn(e).map(o=>vo(o,t,r+1));switch(e.type){case"Title":return i`<h4 dir="auto">${A(e,"value")}</h4>`;case"Text":case"Label":return i`<p dir="auto">${A(e,"value")}</p>`;case"Caption":return i`<p class="caption" dir="auto">${A(e,"value")}</p>`;case"Badge":return i`<span class="badge">${A(e,"label")}</span>`;case"Markdown":return H(A(e,"value"),{open:e.streaming===!0,imageDomains:t.imageDomains});case"Icon":return P(A(e,"name"));case"Image":return en(e,t.imageDomains);case"Divider":return i`<hr />`;case"Button":return Js(e,t);case"Row":return i`<div class="row">${a()}</div>`;case"Form":return i`<form @submit=${o=>{Ao(o,e.onSubmitAction,t)}}>${a()}</form>`;case"Card":return Ys(e,t,a());case"ListViewItem":return e.onClickAction?i`<button type="button" class="list-item" @click=${()=>{Lt(e.onClickAction,t)}}>${a()}</button>`:i`<div class="list-item">${a()}</div>`;case"Table":return i`<div class="table" tabindex="0"><table><tbody>${a()}</tbody></table></div>`;case"Table.Row":return i`<tr>${a()}</tr>`;case"Table.Cell":return i`<td>${a()}</td>`;case"Input":case"Textarea":case"DatePicker":case"Checkbox":case"Select":case"RadioGroup":return tn(e);default:return a()}}function Ys(e,t,r){let o=[["confirm","button primary"],["cancel","button"]].map(([n,l])=>{let f=e[n];if(!f?.label)return d;let c=n==="confirm"&&e.asForm===!0;return i`<button class=${l} type=${c?"submit":"button"}
      @click=${c?d:()=>{Lt(f.action,t)}}>${f.label}</button>`}),s=e.confirm;return i`<form class="card" @submit=${n=>{Ao(n,s?.action,t)}}>
    ${r}<div class="row">${o}</div>
  </form>`}function Js(e,t){let r=e.submit===!0,a=e.style==="primary"?"button primary":"button";return i`<button class=${a} type=${r?"submit":"button"} ?disabled=${e.disabled===!0}
    @click=${r?d:()=>{Lt(e.onClickAction,t)}}>
    ${P(A(e,"iconStart"))}${A(e,"label")}${P(A(e,"iconEnd"))}</button>`}function en(e,t){let r=he(A(e,"src"),t);return r?i`<img src=${r.href} alt=${A(e,"alt")} loading="lazy" referrerpolicy="no-referrer" />`:d}function tn(e){let t=A(e,"name"),r=A(e,"label")||A(e,"placeholder")||A(e,"ariaLabel")||t,a=A(e,"defaultValue"),o=e.disabled===!0,s=e.required===!0,n=Array.isArray(e.options)?e.options:[];switch(e.type){case"Textarea":return i`<textarea name=${t} aria-label=${r} placeholder=${A(e,"placeholder")} .value=${a}
        ?disabled=${o} ?required=${s}></textarea>`;case"Checkbox":return i`<label><input type="checkbox" name=${t} ?checked=${e.defaultChecked===!0}
        ?disabled=${o} ?required=${s} /> ${r}</label>`;case"Select":return i`<select name=${t} aria-label=${r} ?disabled=${o}>
        ${n.map(l=>i`<option value=${l.value} ?selected=${l.value===a}>${l.label}</option>`)}
      </select>`;case"RadioGroup":return i`<fieldset ?disabled=${o}><legend>${r}</legend>
        ${n.map(l=>i`<label><input type="radio" name=${t} value=${l.value}
          ?checked=${l.value===a} ?required=${s} /> ${l.label}</label>`)}</fieldset>`;default:return i`<input name=${t} type=${e.type==="DatePicker"?"date":A(e,"inputType")||"text"}
        aria-label=${r} placeholder=${A(e,"placeholder")} value=${a} ?disabled=${o} ?required=${s} />`}}function Ao(e,t,r){e.preventDefault();let a=Object.fromEntries(new FormData(e.currentTarget));Lt(t,r,a)}function Lt(e,{actions:t,item:r},a={}){let o=e;typeof o?.type=="string"&&t.run({...o,payload:{...o.payload,...a}},r)}function rn(e){let{children:t}=e;return Array.isArray(t)?t:t?[t]:[]}function A(e,t){let r=e[t];return typeof r=="string"||typeof r=="number"?String(r):""}var an={web_search:"Searched the web",thought:"Thought about it",file:"Read files",image:"Made an image"};function Wr(e,t){let r=e.title??an[e.type]??"Worked on it",a=e.content?H(e.content,{open:e.status_indicator==="loading",imageDomains:t}):d;return i`<div class="task" data-status=${e.status_indicator??"none"}>
    ${y(e.type==="web_search"?"search":"check")}
    <div><p dir="auto">${r}</p>${a}
      ${e.sources?.length?i`<ul class="task-sources">${e.sources.map(o=>i`<li>${Gr(o)}</li>`)}</ul>`:d}
    </div>
  </div>`}function _o(e,t){return i`<details class="item work" part="workflow" ?open=${e.expanded??!1}>
    <summary dir="auto">${on(e)}</summary>
    ${e.tasks.map(r=>Wr(r,t))}
  </details>`}function on(e){let{summary:t,type:r,tasks:a}=e;return t?.title?t.title:t?.duration!==void 0?`Thought for ${String(Math.max(1,Math.round(t.duration)))} s`:a.at(-1)?.title??(r==="reasoning"?"Thinking":"Working")}function To(e,t){switch(e.type){case"user_message":return sn(e);case"assistant_message":return nn(e,t);case"widget":return i`<div class="item widget" part="widget">${So(e,t.widgets,t.imageDomains)}</div>`;case"workflow":return _o(e.workflow,t.imageDomains);case"task":return i`<div class="item work" part="task">${Wr(e.task,t.imageDomains)}</div>`;case"generated_image":return fn(e.image?.url,t.imageDomains);default:return d}}function sn(e){return i`<article class="item question" aria-label="You">
    ${e.quoted_text?i`<blockquote class="quote" part="quote" dir="auto">${e.quoted_text}</blockquote>`:d}
    ${(e.attachments??[]).map(t=>i`<div class="attachment">${y("attach")}<span>${t.name}</span></div>`)}
    <div class="bubble" part="user-message" dir="auto">${Br(e.content)}</div>
  </article>`}function nn(e,t){return i`<article class="item answer" part="assistant-message" aria-label="Assistant" aria-busy=${t.open}>
    ${e.content.map(r=>ln(r,t))}
  </article>`}function ln(e,t){let{marked:r,sources:a}=io(e.text,e.annotations);return i`${H(r,t,a)} ${wo(a)}`}function H(e,t,r=[]){let a={text:e,complete:!t.open,imageDomains:t.imageDomains,chip:o=>ko(r,o)};return i`<div class="markdown" part="markdown" dir="auto" ${yo(a)}></div>`}function fn(e,t){if(!e)return d;let r=/^data:image\/(png|jpeg|webp|gif);/.test(e)?e:he(e,t)?.href;return r?i`<img class="item generated" src=${r} alt="Generated image" />`:d}function Eo(e){return e.map(r=>r.type==="assistant_message"?r.content.map(a=>a.text).join(`

`):r.type==="widget"?r.copy_text??"":"").filter(r=>r!=="").join(`

`)}var dn={},Lo=N(class extends I{constructor(){super(...arguments),this.ot=dn}render(e,t){return t()}update(e,[t,r]){if(Array.isArray(t)){if(Array.isArray(this.ot)&&this.ot.length===t.length&&t.every((a,o)=>a===this.ot[o]))return R}else if(this.ot===t)return R;return this.ot=Array.isArray(t)?Array.from(t):t,this.render(t,r)}});var Ro=[];function Mo(e){let{conversation:t}=e,{state:r}=t,a=pn(r.items);return i`
    ${t.loadingOlder?i`<div class="paging" role="status">Loading earlier messages</div>`:d}
    ${vt(r.items,o=>o.id,(o,s)=>{let n=a.get(s),l=t.responding&&s===r.items.length-1;return i`${un(o,e)}${n&&!l?mn(n,e):d}`})}
    ${r.notices.map(o=>hn(o))}
    ${t.responding?cn(e):d}`}function un(e,t){let{state:r}=t.conversation,a=r.open.has(e.id),o=r.thread?.allowed_image_domains??Ro;return Lo([e,a,o.join(" ")],()=>To(e,{open:a,imageDomains:o,widgets:t.widgets}))}function pn(e){let t=new Map,r=[];return e.forEach((a,o)=>{a.type==="user_message"?r=[]:r.push(a);let s=e[o+1];(!s||s.type==="user_message")&&r.some(l=>l.type==="assistant_message")&&t.set(o,r)}),t}function mn(e,t){let r=e.at(-1);if(!r)return i``;let a=e.map(n=>n.id),o=t.conversation.feedback.get(r.id),s=t.copiedId===r.id;return i`<div class="actions" part="actions" role="group" aria-label="Answer actions">
    <button class="quiet" type="button" title="Copy" aria-label=${s?"Copied":"Copy answer"}
      @click=${()=>{t.copy(e)}}>${y(s?"check":"copy")}</button>
    ${t.showFeedback?["positive","negative"].map(n=>i`<button class="quiet" type="button"
          title=${n==="positive"?"Good answer":"Bad answer"}
          aria-label=${n==="positive"?"Good answer":"Bad answer"} aria-pressed=${o===n}
          @click=${()=>{t.rate(a,n)}}>${y(n==="positive"?"up":"down")}</button>`):d}
    ${t.showRetry?i`<button class="quiet" type="button" title="Answer again" aria-label="Answer again"
          ?disabled=${t.conversation.responding} @click=${()=>{t.retry(r.id)}}>${y("retry")}</button>`:d}
  </div>`}function cn(e){let{items:t,progress:r}=e.conversation.state;if(r)return i`<div class="activity" part="progress" role="status">${P(r.icon)}<span class="shimmer" dir="auto">${r.text}</span></div>`;let a=t.at(-1);return a?.type==="assistant_message"&&a.content.some(s=>s.text!=="")?d:i`<div class="activity dots" role="status" aria-label="The assistant is answering"><i></i><i></i><i></i></div>`}function hn(e){return i`<aside class="notice" part="notice" data-level=${e.level} role=${e.level==="danger"?"alert":"note"}>
    ${y(e.level==="info"?"info":"alert")}
    <div>${e.title?i`<strong dir="auto">${e.title}</strong>`:d}
      ${H(e.message,{open:!1,imageDomains:Ro})}</div>
  </aside>`}function $o(e,t,r){let a=Vr(e,t);return i`<div class="problem" part="error" role="alert">
    ${y(e.kind==="offline"?"offline":"alert")}
    <p dir="auto">${e.message}${a>0?i` <span class="wait">You can try again in ${xn(a)}.</span>`:d}</p>
    ${e.canRetry&&r.retry?i`<button class="button" part="retry-button" type="button" ?disabled=${a>0} @click=${r.retry}>Try again</button>`:d}
    <button class="quiet" type="button" aria-label="Dismiss" @click=${r.dismiss}>${y("close")}</button>
  </div>`}function Vr(e,t){return e.retryAt===void 0?0:Math.max(0,Math.ceil((e.retryAt-t)/1e3))}function xn(e){return e<90?`${String(e)} s`:`${String(Math.ceil(e/60))} min`}var Rt=class{atEnd=!0;follow=!0;#r;#e;#t=null;#o=null;#a=0;#s=new ResizeObserver(()=>{this.#n()});constructor(t,r){this.#r=t,this.#e=r,t.addController(this)}attach=t=>{if(this.#s.disconnect(),this.#t?.removeEventListener("scroll",this.#l),this.#t=t instanceof HTMLElement?t:null,!!this.#t){this.#t.addEventListener("scroll",this.#l,{passive:!0}),this.#s.observe(this.#t);for(let r of this.#t.children)this.#s.observe(r)}};hostUpdate(){this.#a=this.#t?.scrollHeight??0}settle(t,r){let a=this.#t;a&&(r&&this.#o!==t&&!this.atEnd?a.scrollTop+=a.scrollHeight-this.#a:this.#n(),this.#o=t,a.scrollHeight<=a.clientHeight+240&&this.#e())}toEnd(t=!1){this.atEnd=!0;let r=matchMedia("(prefers-reduced-motion: reduce)").matches;this.#t?.scrollTo({top:this.#t.scrollHeight,behavior:t&&!r?"smooth":"instant"})}#n(){this.atEnd&&this.follow&&this.#t&&(this.#t.scrollTop=this.#t.scrollHeight)}#l=()=>{let t=this.#t;if(!t)return;let r=t.scrollHeight-t.scrollTop-t.clientHeight<64;r!==this.atEnd&&(this.atEnd=r,this.#r.requestUpdate()),t.scrollTop<240&&this.#e()}};function Po(e,t,r){let a=e?.prompts??[];return i`<div class="start" part="start-screen">
    <h2 part="greeting" dir="auto">${e?.greeting??Fa}</h2>
    <ul class="prompts">
      ${a.map(({label:o,prompt:s,icon:n})=>i`<li>
        <button class="prompt" part="prompt" type="button" ?disabled=${t}
          @click=${()=>{r(typeof s=="string"?[{type:"input_text",text:s}]:s)}}>
          ${P(n)}<span dir="auto">${o}</span></button></li>`)}
    </ul>
  </div>`}var Io=1600,ge=class extends B{static styles=Ja;static shadowRootOptions={...B.shadowRootOptions,delegatesFocus:!0};#r=null;#e=null;#t=!1;#o=!1;#a=!1;#s=null;#n=0;#l;#p=null;#c=null;#h=Ke();#i=new St(this);#f=new Rt(this,()=>{this.#e?.conversation.loadOlder()});#m=new At(()=>{this.requestUpdate()});#u=()=>{this.#L()};#C=()=>{let t=this.#e?.conversation;t?.state.problem?.kind==="offline"&&t.dismissProblem()};setOptions(t){let r=kt(t),a=Wa(t);a.length>0&&this.#R("options.unknown",{keys:a}),this.#r=t,this.#f.follow=t.thread?.autoScroll??!0,ro(t.theme),typeof r=="string"?this.#d("chatkit.error",{error:new Error(r)}):this.#e?.key!==new URL(r.url,document.baseURI).href&&this.#S(new URL(r.url,document.baseURI).href),this.requestUpdate()}async focusComposer(){await this.updateComplete,this.#i.focus()}async setThreadId(t){let{conversation:r}=this.#x();this.#o&&this.#A(),!(t===r.threadId&&(t!==null||r.state.items.length===0))&&(this.#f.toEnd(),await r.open(t))}async sendUserMessage(t){t.newThread&&await this.setThreadId(null),await this.#_({content:t.content??[{type:"input_text",text:t.text??""}],quote:t.reply||null,attachments:t.attachments??[],...t.model?{model:t.model}:{},...t.toolChoice?{toolId:t.toolChoice.id}:{}})}async setComposerValue(t){t.files?.length&&this.#R("composer.files.unsupported",{count:t.files.length});let r=this.#i.toolId;this.#i.set(t),this.#i.toolId!==r&&this.#d("chatkit.tool.change",{toolId:this.#i.toolId}),await this.updateComplete}async fetchUpdates(){await this.#x().conversation.refresh()}async sendCustomAction(t,r){await this.#x().conversation.act(t,r)}async showHistory(){let{history:t}=this.#x();this.#o||(this.#p=this.shadowRoot?.activeElement??null,this.#o=!0,this.#m.reset(),this.requestUpdate(),t.reload(),await this.updateComplete,this.renderRoot.querySelector(".history button")?.focus(),this.#d("chatkit.history.open"))}async hideHistory(){this.#o&&(this.#A(),await this.updateComplete)}connectedCallback(){super.connectedCallback(),wt.addEventListener("change",this.#u),addEventListener("online",this.#C),this.hasUpdated&&this.#e?.conversation.refresh()}disconnectedCallback(){super.disconnectedCallback(),wt.removeEventListener("change",this.#u),removeEventListener("online",this.#C),queueMicrotask(()=>{this.isConnected||this.#e?.conversation.release()})}firstUpdated(){this.renderRoot.addEventListener("click",t=>{this.#I(t)})}updated(t){this.#L();let a=this.#e?.conversation?.state.items[0]?.id??null,o=this.#c!==null&&a!==this.#c;this.#c=a,this.#f.settle(a,o),this.#B(),this.#b()}#b(){let t=this.#e;if(!(!t||!this.#h.value)&&(this.#t||(this.#t=!0,this.#d("chatkit.ready")),!this.#a)){this.#a=!0;let r=this.#r?.initialThread??null;r!==null&&t.conversation.threadId===null&&!t.conversation.responding&&t.conversation.open(r)}}#S(t){this.#e?.conversation.release();let r={url:this.#y(),fetch:(...n)=>this.#g(...n)},a=new Qe(r,this.#r?.locale),o={changed:()=>{this.#O()},emit:(n,l)=>{this.#d(n,l)},runClientTool:(n,l)=>{let f=this.#r?.onClientTool;return f?Promise.resolve().then(()=>f({name:n,params:l})):null}},s=this.#e===null;this.#e={key:t,conversation:new Ye(a,o),history:new Je(a,()=>{this.requestUpdate()})},s||this.#d("chatkit.thread.change",{threadId:null})}#y(){let t=this.#r?kt(this.#r):"";return typeof t=="string"?"":t.url}#g(...[t,r]){let a=this.#r?kt(this.#r):"";return(typeof a=="string"||!a.fetch?fetch:a.fetch)(t,r)}render(){let t=this.#r,r=this.#e;if(!t||!r)return d;let{conversation:a}=r,o=a.state.items.length===0&&!a.loading&&!a.responding;return i`<section class="frame" part="frame" ${G(this.#h)} aria-label=${t.frameTitle??Dr}>
      <div class="chat" ?inert=${this.#o}>
        ${this.#k(t,r)}
        <div class="body">
          <div class="log" part="log" role="log" tabindex="0" aria-label="Conversation" aria-live="polite"
            aria-busy=${a.loading||a.responding} ${G(this.#f.attach)}>
            <div class="column">
              ${a.loading&&a.state.items.length===0?i`<div class="skeleton" role="status" aria-label="Loading the chat"><i></i><i></i><i></i></div>`:d}
              ${o?Po(t.startScreen,!1,s=>{this.#T({content:s,quote:null,attachments:[]})}):this.#w(t,a)}
            </div>
          </div>
          ${this.#f.atEnd?d:i`<button class="jump" part="jump-button" type="button" aria-label="Jump to the latest message"
            @click=${()=>{this.#f.toEnd(!0)}}>${y("arrow-down")}</button>`}
        </div>
        ${this.#v(t,a)}
      </div>
      ${this.#o?this.#M(t,r):d}
    </section>`}#k(t,{conversation:r}){return oo({header:t.header,title:r.state.thread?.title??null,frameTitle:t.frameTitle??Dr,historyEnabled:t.history?.enabled??!0,canStartNew:r.state.items.length>0,startNew:()=>{this.setThreadId(null).then(()=>{this.#i.focus()})},showHistory:()=>{this.showHistory()}})}#w(t,r){return Mo({conversation:r,widgets:{run:(a,o)=>{this.#$(a,o)}},showFeedback:t.threadItemActions?.feedback??!1,showRetry:t.threadItemActions?.retry??!1,copiedId:this.#s,copy:a=>{this.#P(a)},retry:a=>{this.#E(a)},rate:(a,o)=>{r.rate(a,o)}})}#v(t,r){let{problem:a,thread:o,allowCancel:s}=r.state,n=o?.status,l=n?.type==="closed"?n.reason??"This chat is closed.":null,f=n?.type==="locked"?n.reason??"This chat is locked.":null,c=r.state.items.some(h=>h.type==="user_message");return i`<footer class="footer" part="footer">
      <div class="column">
        ${a?$o(a,Date.now(),{retry:c?()=>{this.#E()}:null,dismiss:()=>{r.dismissProblem()}}):d}
        ${l?i`<p class="closed" part="closed" role="status">${l}</p>`:this.#i.render({options:t.composer,closedBecause:f,busy:r.responding||r.loading,canStop:r.responding&&s,send:h=>{this.#T(h)},stop:()=>{r.stop()},toolChanged:h=>{this.#d("chatkit.tool.change",{toolId:h})}})}
        ${t.disclaimer?i`<div class="disclaimer" part="disclaimer" data-contrast=${t.disclaimer.highContrast?"high":"normal"}>
              ${H(t.disclaimer.text,{open:!1,imageDomains:[]})}</div>`:d}
      </div>
    </footer>`}#M(t,{history:r,conversation:a}){return this.#m.render({history:r,currentId:a.threadId,showRename:t.history?.showRename??!0,showDelete:t.history?.showDelete??!0,open:o=>{this.setThreadId(o)},close:()=>{this.#A()},rename:(o,s)=>{r.rename(o,s).then(n=>{n&&a.rename(n)})},remove:o=>{r.delete(o).then(s=>{s&&o===a.threadId&&a.open(null)})}})}#_(t){let r=this.#x().conversation.send(t);return this.#f.toEnd(),r}#T(t){this.#_(t).catch(r=>{this.#d("chatkit.error",{error:r})})}#E(t){this.#f.toEnd(),this.#x().conversation.retry(t).catch(r=>{this.#d("chatkit.error",{error:r})})}async#$(t,r){let{handler:a,streaming:o,type:s,payload:n}=t,l={type:s,...n?{payload:n}:{}};try{if(a==="client"){await this.#r?.widgets?.onAction?.(l,{id:r.id,widget:r.widget});return}await this.#x().conversation.act(l,le(r)?void 0:r.id,o??!0)}catch(f){this.#d("chatkit.error",{error:f})}}async#P(t){if(!await Or(Eo(t)))return;let r=t.at(-1)?.id??null;this.#s=r,this.requestUpdate(),setTimeout(()=>{this.#s===r&&(this.#s=null,this.requestUpdate())},Io)}#I(t){let r=t.target instanceof Element?t.target:null,a=r?.closest("a"),o=a?qa(a.href):null;if(o){t.preventDefault(),this.#d("chatkit.deeplink",o);return}let s=r?.closest(".copy-code");s&&this.#D(s)}async#D(t){let r=t.closest(".code")?.querySelector("code")?.textContent??"",a=await Or(r);t.textContent=a?"Copied":"Not allowed",setTimeout(()=>{t.textContent="Copy"},Io)}#A(){this.#o=!1,this.requestUpdate(),this.#d("chatkit.history.close");let t=this.#p;this.#p=null,this.updateComplete.then(()=>{t instanceof HTMLElement&&t.focus()})}#L(){let t=this.#h.value;if(!t)return;let r=this.#r?.theme;t.dataset.scheme=eo(r);for(let[a,o]of Object.entries(to(r)))o===null?t.style.removeProperty(a):t.style.setProperty(a,o)}#O(){if(this.#n!==0)return;let t=()=>{this.#n=0,this.requestUpdate()};this.#n=1,document.hidden?setTimeout(t,100):requestAnimationFrame(t)}#B(){clearTimeout(this.#l);let t=this.#e?.conversation.state.problem;t&&Vr(t,Date.now())>0&&(this.#l=setTimeout(()=>{this.requestUpdate()},1e3))}#x(){if(!this.#e)throw new Error("ChatKit is not set up: call setOptions({ api: { url } }) first.");return this.#e}#R(t,r){this.#d("chatkit.log",{name:t,data:r})}#d(t,r){this.dispatchEvent(new CustomEvent(t,{detail:r}))}};var Do="chatgraft-chatkit",Oo="openai-chatkit",zr=class extends ge{};customElements.get(Do)||customElements.define(Do,ge);function np(){let e=customElements.get(Oo);return e?e.prototype instanceof ge:(customElements.define(Oo,zr),!0)}export{ge as ChatgraftChatKit,np as claimOfficialName};
