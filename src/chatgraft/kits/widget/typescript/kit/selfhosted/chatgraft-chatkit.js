/* eslint-disable */
// @ts-nocheck
/* Chatgraft chat element, Apache-2.0. Contains lit (BSD-3-Clause), streaming-markdown (MIT), eventsource-parser (MIT), lucide icons (ISC). */
var ml=Object.defineProperty;var Ms=e=>{throw TypeError(e)};var hl=(e,t,r)=>t in e?ml(e,t,{enumerable:!0,configurable:!0,writable:!0,value:r}):e[t]=r;var $=(e,t,r)=>hl(e,typeof t!="symbol"?t+"":t,r),Fa=(e,t,r)=>t.has(e)||Ms("Cannot "+r);var s=(e,t,r)=>(Fa(e,t,"read from private field"),r?r.call(e):t.get(e)),u=(e,t,r)=>t.has(e)?Ms("Cannot add the same private member more than once"):t instanceof WeakSet?t.add(e):t.set(e,r),c=(e,t,r,a)=>(Fa(e,t,"write to private field"),a?a.call(e,r):t.set(e,r),r),l=(e,t,r)=>(Fa(e,t,"access private method"),r);var vr=globalThis,kr=vr.ShadowRoot&&(vr.ShadyCSS===void 0||vr.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,Ga=Symbol(),Is=new WeakMap,Mt=class{constructor(t,r,a){if(this._$cssResult$=!0,a!==Ga)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=t,this.t=r}get styleSheet(){let t=this.o,r=this.t;if(kr&&t===void 0){let a=r!==void 0&&r.length===1;a&&(t=Is.get(r)),t===void 0&&((this.o=t=new CSSStyleSheet).replaceSync(this.cssText),a&&Is.set(r,t))}return t}toString(){return this.cssText}},Ps=e=>new Mt(typeof e=="string"?e:e+"",void 0,Ga),O=(e,...t)=>{let r=e.length===1?e[0]:t.reduce((a,o,n)=>a+(i=>{if(i._$cssResult$===!0)return i.cssText;if(typeof i=="number")return i;throw Error("Value passed to 'css' function must be a 'css' function result: "+i+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(o)+e[n+1],e[0]);return new Mt(r,e,Ga)},Ds=(e,t)=>{if(kr)e.adoptedStyleSheets=t.map(r=>r instanceof CSSStyleSheet?r:r.styleSheet);else for(let r of t){let a=document.createElement("style"),o=vr.litNonce;o!==void 0&&a.setAttribute("nonce",o),a.textContent=r.cssText,e.appendChild(a)}},Wa=kr?e=>e:e=>e instanceof CSSStyleSheet?(t=>{let r="";for(let a of t.cssRules)r+=a.cssText;return Ps(r)})(e):e;var{is:xl,defineProperty:gl,getOwnPropertyDescriptor:yl,getOwnPropertyNames:bl,getOwnPropertySymbols:Cl,getPrototypeOf:wl}=Object,Sr=globalThis,Os=Sr.trustedTypes,vl=Os?Os.emptyScript:"",kl=Sr.reactiveElementPolyfillSupport,It=(e,t)=>e,za={toAttribute(e,t){switch(t){case Boolean:e=e?vl:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let r=e;switch(t){case Boolean:r=e!==null;break;case Number:r=e===null?null:Number(e);break;case Object:case Array:try{r=JSON.parse(e)}catch{r=null}}return r}},Us=(e,t)=>!xl(e,t),Bs={attribute:!0,type:String,converter:za,reflect:!1,useDefault:!1,hasChanged:Us};Symbol.metadata??=Symbol("metadata"),Sr.litPropertyMetadata??=new WeakMap;var pe=class extends HTMLElement{static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(t,r=Bs){if(r.state&&(r.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(t)&&((r=Object.create(r)).wrapped=!0),this.elementProperties.set(t,r),!r.noAccessor){let a=Symbol(),o=this.getPropertyDescriptor(t,a,r);o!==void 0&&gl(this.prototype,t,o)}}static getPropertyDescriptor(t,r,a){let{get:o,set:n}=yl(this.prototype,t)??{get(){return this[r]},set(i){this[r]=i}};return{get:o,set(i){let d=o?.call(this);n?.call(this,i),this.requestUpdate(t,d,a)},configurable:!0,enumerable:!0}}static getPropertyOptions(t){return this.elementProperties.get(t)??Bs}static _$Ei(){if(this.hasOwnProperty(It("elementProperties")))return;let t=wl(this);t.finalize(),t.l!==void 0&&(this.l=[...t.l]),this.elementProperties=new Map(t.elementProperties)}static finalize(){if(this.hasOwnProperty(It("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(It("properties"))){let r=this.properties,a=[...bl(r),...Cl(r)];for(let o of a)this.createProperty(o,r[o])}let t=this[Symbol.metadata];if(t!==null){let r=litPropertyMetadata.get(t);if(r!==void 0)for(let[a,o]of r)this.elementProperties.set(a,o)}this._$Eh=new Map;for(let[r,a]of this.elementProperties){let o=this._$Eu(r,a);o!==void 0&&this._$Eh.set(o,r)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(t){let r=[];if(Array.isArray(t)){let a=new Set(t.flat(1/0).reverse());for(let o of a)r.unshift(Wa(o))}else t!==void 0&&r.push(Wa(t));return r}static _$Eu(t,r){let a=r.attribute;return a===!1?void 0:typeof a=="string"?a:typeof t=="string"?t.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(t=>this.enableUpdating=t),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(t=>t(this))}addController(t){(this._$EO??=new Set).add(t),this.renderRoot!==void 0&&this.isConnected&&t.hostConnected?.()}removeController(t){this._$EO?.delete(t)}_$E_(){let t=new Map,r=this.constructor.elementProperties;for(let a of r.keys())this.hasOwnProperty(a)&&(t.set(a,this[a]),delete this[a]);t.size>0&&(this._$Ep=t)}createRenderRoot(){let t=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Ds(t,this.constructor.elementStyles),t}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(t=>t.hostConnected?.())}enableUpdating(t){}disconnectedCallback(){this._$EO?.forEach(t=>t.hostDisconnected?.())}attributeChangedCallback(t,r,a){this._$AK(t,a)}_$ET(t,r){let a=this.constructor.elementProperties.get(t),o=this.constructor._$Eu(t,a);if(o!==void 0&&a.reflect===!0){let n=(a.converter?.toAttribute!==void 0?a.converter:za).toAttribute(r,a.type);this._$Em=t,n==null?this.removeAttribute(o):this.setAttribute(o,n),this._$Em=null}}_$AK(t,r){let a=this.constructor,o=a._$Eh.get(t);if(o!==void 0&&this._$Em!==o){let n=a.getPropertyOptions(o),i=typeof n.converter=="function"?{fromAttribute:n.converter}:n.converter?.fromAttribute!==void 0?n.converter:za;this._$Em=o;let d=i.fromAttribute(r,n.type);this[o]=d??this._$Ej?.get(o)??d,this._$Em=null}}requestUpdate(t,r,a,o=!1,n){if(t!==void 0){let i=this.constructor;if(o===!1&&(n=this[t]),a??=i.getPropertyOptions(t),!((a.hasChanged??Us)(n,r)||a.useDefault&&a.reflect&&n===this._$Ej?.get(t)&&!this.hasAttribute(i._$Eu(t,a))))return;this.C(t,r,a)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(t,r,{useDefault:a,reflect:o,wrapped:n},i){a&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,i??r??this[t]),n!==!0||i!==void 0)||(this._$AL.has(t)||(this.hasUpdated||a||(r=void 0),this._$AL.set(t,r)),o===!0&&this._$Em!==t&&(this._$Eq??=new Set).add(t))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(r){Promise.reject(r)}let t=this.scheduleUpdate();return t!=null&&await t,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[o,n]of this._$Ep)this[o]=n;this._$Ep=void 0}let a=this.constructor.elementProperties;if(a.size>0)for(let[o,n]of a){let{wrapped:i}=n,d=this[o];i!==!0||this._$AL.has(o)||d===void 0||this.C(o,void 0,n,d)}}let t=!1,r=this._$AL;try{t=this.shouldUpdate(r),t?(this.willUpdate(r),this._$EO?.forEach(a=>a.hostUpdate?.()),this.update(r)):this._$EM()}catch(a){throw t=!1,this._$EM(),a}t&&this._$AE(r)}willUpdate(t){}_$AE(t){this._$EO?.forEach(r=>r.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(t)),this.updated(t)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(t){return!0}update(t){this._$Eq&&=this._$Eq.forEach(r=>this._$ET(r,this[r])),this._$EM()}updated(t){}firstUpdated(t){}};pe.elementStyles=[],pe.shadowRootOptions={mode:"open"},pe[It("elementProperties")]=new Map,pe[It("finalized")]=new Map,kl?.({ReactiveElement:pe}),(Sr.reactiveElementVersions??=[]).push("2.1.2");var Ka=globalThis,Hs=e=>e,Ar=Ka.trustedTypes,Ns=Ar?Ar.createPolicy("lit-html",{createHTML:e=>e}):void 0,ja="$lit$",ce=`lit$${Math.random().toFixed(9).slice(2)}$`,Xa="?"+ce,Sl=`<${Xa}>`,De=document,Dt=()=>De.createComment(""),Ot=e=>e===null||typeof e!="object"&&typeof e!="function",Qa=Array.isArray,Vs=e=>Qa(e)||typeof e?.[Symbol.iterator]=="function",Va=`[ 	
\f\r]`,Pt=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,qs=/-->/g,Fs=/>/g,Ie=RegExp(`>|${Va}(?:([^\\s"'>=/]+)(${Va}*=${Va}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),Gs=/'/g,Ws=/"/g,Ks=/^(?:script|style|textarea|title)$/i,Za=e=>(t,...r)=>({_$litType$:e,strings:t,values:r}),f=Za(1),Ue=Za(2),sf=Za(3),z=Symbol.for("lit-noChange"),p=Symbol.for("lit-nothing"),zs=new WeakMap,Pe=De.createTreeWalker(De,129);function js(e,t){if(!Qa(e)||!e.hasOwnProperty("raw"))throw Error("invalid template strings array");return Ns!==void 0?Ns.createHTML(t):t}var Xs=(e,t)=>{let r=e.length-1,a=[],o,n=t===2?"<svg>":t===3?"<math>":"",i=Pt;for(let d=0;d<r;d++){let m=e[d],C,S,g=-1,v=0;for(;v<m.length&&(i.lastIndex=v,S=i.exec(m),S!==null);)v=i.lastIndex,i===Pt?S[1]==="!--"?i=qs:S[1]!==void 0?i=Fs:S[2]!==void 0?(Ks.test(S[2])&&(o=RegExp("</"+S[2],"g")),i=Ie):S[3]!==void 0&&(i=Ie):i===Ie?S[0]===">"?(i=o??Pt,g=-1):S[1]===void 0?g=-2:(g=i.lastIndex-S[2].length,C=S[1],i=S[3]===void 0?Ie:S[3]==='"'?Ws:Gs):i===Ws||i===Gs?i=Ie:i===qs||i===Fs?i=Pt:(i=Ie,o=void 0);let T=i===Ie&&e[d+1].startsWith("/>")?" ":"";n+=i===Pt?m+Sl:g>=0?(a.push(C),m.slice(0,g)+ja+m.slice(g)+ce+T):m+ce+(g===-2?d:T)}return[js(e,n+(e[r]||"<?>")+(t===2?"</svg>":t===3?"</math>":"")),a]},Bt=class e{constructor({strings:t,_$litType$:r},a){let o;this.parts=[];let n=0,i=0,d=t.length-1,m=this.parts,[C,S]=Xs(t,r);if(this.el=e.createElement(C,a),Pe.currentNode=this.el.content,r===2||r===3){let g=this.el.content.firstChild;g.replaceWith(...g.childNodes)}for(;(o=Pe.nextNode())!==null&&m.length<d;){if(o.nodeType===1){if(o.hasAttributes())for(let g of o.getAttributeNames())if(g.endsWith(ja)){let v=S[i++],T=o.getAttribute(g).split(ce),I=/([.?@])?(.*)/.exec(v);m.push({type:1,index:n,name:I[2],strings:T,ctor:I[1]==="."?_r:I[1]==="?"?Er:I[1]==="@"?Lr:Be}),o.removeAttribute(g)}else g.startsWith(ce)&&(m.push({type:6,index:n}),o.removeAttribute(g));if(Ks.test(o.tagName)){let g=o.textContent.split(ce),v=g.length-1;if(v>0){o.textContent=Ar?Ar.emptyScript:"";for(let T=0;T<v;T++)o.append(g[T],Dt()),Pe.nextNode(),m.push({type:2,index:++n});o.append(g[v],Dt())}}}else if(o.nodeType===8)if(o.data===Xa)m.push({type:2,index:n});else{let g=-1;for(;(g=o.data.indexOf(ce,g+1))!==-1;)m.push({type:7,index:n}),g+=ce.length-1}n++}}static createElement(t,r){let a=De.createElement("template");return a.innerHTML=t,a}};function Oe(e,t,r=e,a){if(t===z)return t;let o=a!==void 0?r._$Co?.[a]:r._$Cl,n=Ot(t)?void 0:t._$litDirective$;return o?.constructor!==n&&(o?._$AO?.(!1),n===void 0?o=void 0:(o=new n(e),o._$AT(e,r,a)),a!==void 0?(r._$Co??=[])[a]=o:r._$Cl=o),o!==void 0&&(t=Oe(e,o._$AS(e,t.values),o,a)),t}var Tr=class{constructor(t,r){this._$AV=[],this._$AN=void 0,this._$AD=t,this._$AM=r}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(t){let{el:{content:r},parts:a}=this._$AD,o=(t?.creationScope??De).importNode(r,!0);Pe.currentNode=o;let n=Pe.nextNode(),i=0,d=0,m=a[0];for(;m!==void 0;){if(i===m.index){let C;m.type===2?C=new at(n,n.nextSibling,this,t):m.type===1?C=new m.ctor(n,m.name,m.strings,this,t):m.type===6&&(C=new Rr(n,this,t)),this._$AV.push(C),m=a[++d]}i!==m?.index&&(n=Pe.nextNode(),i++)}return Pe.currentNode=De,o}p(t){let r=0;for(let a of this._$AV)a!==void 0&&(a.strings!==void 0?(a._$AI(t,a,r),r+=a.strings.length-2):a._$AI(t[r])),r++}},at=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(t,r,a,o){this.type=2,this._$AH=p,this._$AN=void 0,this._$AA=t,this._$AB=r,this._$AM=a,this.options=o,this._$Cv=o?.isConnected??!0}get parentNode(){let t=this._$AA.parentNode,r=this._$AM;return r!==void 0&&t?.nodeType===11&&(t=r.parentNode),t}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(t,r=this){t=Oe(this,t,r),Ot(t)?t===p||t==null||t===""?(this._$AH!==p&&this._$AR(),this._$AH=p):t!==this._$AH&&t!==z&&this._(t):t._$litType$!==void 0?this.$(t):t.nodeType!==void 0?this.T(t):Vs(t)?this.k(t):this._(t)}O(t){return this._$AA.parentNode.insertBefore(t,this._$AB)}T(t){this._$AH!==t&&(this._$AR(),this._$AH=this.O(t))}_(t){this._$AH!==p&&Ot(this._$AH)?this._$AA.nextSibling.data=t:this.T(De.createTextNode(t)),this._$AH=t}$(t){let{values:r,_$litType$:a}=t,o=typeof a=="number"?this._$AC(t):(a.el===void 0&&(a.el=Bt.createElement(js(a.h,a.h[0]),this.options)),a);if(this._$AH?._$AD===o)this._$AH.p(r);else{let n=new Tr(o,this),i=n.u(this.options);n.p(r),this.T(i),this._$AH=n}}_$AC(t){let r=zs.get(t.strings);return r===void 0&&zs.set(t.strings,r=new Bt(t)),r}k(t){Qa(this._$AH)||(this._$AH=[],this._$AR());let r=this._$AH,a,o=0;for(let n of t)o===r.length?r.push(a=new e(this.O(Dt()),this.O(Dt()),this,this.options)):a=r[o],a._$AI(n),o++;o<r.length&&(this._$AR(a&&a._$AB.nextSibling,o),r.length=o)}_$AR(t=this._$AA.nextSibling,r){for(this._$AP?.(!1,!0,r);t!==this._$AB;){let a=Hs(t).nextSibling;Hs(t).remove(),t=a}}setConnected(t){this._$AM===void 0&&(this._$Cv=t,this._$AP?.(t))}},Be=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(t,r,a,o,n){this.type=1,this._$AH=p,this._$AN=void 0,this.element=t,this.name=r,this._$AM=o,this.options=n,a.length>2||a[0]!==""||a[1]!==""?(this._$AH=Array(a.length-1).fill(new String),this.strings=a):this._$AH=p}_$AI(t,r=this,a,o){let n=this.strings,i=!1;if(n===void 0)t=Oe(this,t,r,0),i=!Ot(t)||t!==this._$AH&&t!==z,i&&(this._$AH=t);else{let d=t,m,C;for(t=n[0],m=0;m<n.length-1;m++)C=Oe(this,d[a+m],r,m),C===z&&(C=this._$AH[m]),i||=!Ot(C)||C!==this._$AH[m],C===p?t=p:t!==p&&(t+=(C??"")+n[m+1]),this._$AH[m]=C}i&&!o&&this.j(t)}j(t){t===p?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,t??"")}},_r=class extends Be{constructor(){super(...arguments),this.type=3}j(t){this.element[this.name]=t===p?void 0:t}},Er=class extends Be{constructor(){super(...arguments),this.type=4}j(t){this.element.toggleAttribute(this.name,!!t&&t!==p)}},Lr=class extends Be{constructor(t,r,a,o,n){super(t,r,a,o,n),this.type=5}_$AI(t,r=this){if((t=Oe(this,t,r,0)??p)===z)return;let a=this._$AH,o=t===p&&a!==p||t.capture!==a.capture||t.once!==a.once||t.passive!==a.passive,n=t!==p&&(a===p||o);o&&this.element.removeEventListener(this.name,this,a),n&&this.element.addEventListener(this.name,this,t),this._$AH=t}handleEvent(t){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)}},Rr=class{constructor(t,r,a){this.element=t,this.type=6,this._$AN=void 0,this._$AM=r,this.options=a}get _$AU(){return this._$AM._$AU}_$AI(t){Oe(this,t)}},Qs={M:ja,P:ce,A:Xa,C:1,L:Xs,R:Tr,D:Vs,V:Oe,I:at,H:Be,N:Er,U:Lr,B:_r,F:Rr},Al=Ka.litHtmlPolyfillSupport;Al?.(Bt,at),(Ka.litHtmlVersions??=[]).push("3.3.3");var Zs=(e,t,r)=>{let a=r?.renderBefore??t,o=a._$litPart$;if(o===void 0){let n=r?.renderBefore??null;a._$litPart$=o=new at(t.insertBefore(Dt(),n),n,void 0,r??{})}return o._$AI(e),o};var Ya=globalThis,Te=class extends pe{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let t=super.createRenderRoot();return this.renderOptions.renderBefore??=t.firstChild,t}update(t){let r=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(t),this._$Do=Zs(r,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return z}};Te._$litElement$=!0,Te.finalized=!0,Ya.litElementHydrateSupport?.({LitElement:Te});var Tl=Ya.litElementPolyfillSupport;Tl?.({LitElement:Te});(Ya.litElementVersions??=[]).push("4.2.2");var Ys="chatkit-link:",_l=new Set(["http:","https:","mailto:",Ys]);function He(e){let t=Ja(e);return t&&_l.has(t.protocol)?t:null}function ot(e,t){let r=Ja(e);return!r||r.protocol!=="https:"&&r.protocol!=="http:"?null:t.some(a=>El(r.hostname,a.toLowerCase()))?r:null}function st(e,t){e.href=t.href,e.rel="noopener noreferrer",t.origin!==location.origin&&t.protocol.startsWith("http")&&(e.target="_blank")}function Js(e){let t=Ja(e);return t?.protocol!==Ys?null:{name:`${t.host}${t.pathname}`.replace(/^\/+|\/+$/g,""),data:Object.fromEntries(t.searchParams)}}function El(e,t){return t.startsWith("*.")?e.endsWith(t.slice(1)):e===t}function Ja(e){try{return new URL(e.trim(),document.baseURI)}catch{return null}}var Ll=new Set(["api","locale","theme","frameTitle","initialThread","onClientTool","header","history","startScreen","threadItemActions","composer","disclaimer","entities","commands","widgets","thread"]),en="What can I help with today?",tn="Message the AI",$r="Chat";function rn(e){return Object.keys(e).filter(t=>!Ll.has(t))}function eo(e){let t=e.api;return typeof t?.url=="string"&&t.url!==""?typeof t.fetch=="function"?{url:t.url,fetch:t.fetch}:{url:t.url}:t?.getClientSecret?"options.api.getClientSecret belongs to OpenAI's hosted backend; this element needs options.api.url":"options.api.url is missing: the address of a ChatKit server, for example { url: '/chatkit' }"}function an(e){let t=!1,r=()=>{t=!1,e()};return()=>{t||(t=!0,document.hidden?setTimeout(r,100):requestAnimationFrame(r))}}var Ut=class extends Error{constructor(t,r){super(t),this.name="ParseError",this.type=r.type,this.field=r.field,this.value=r.value,this.line=r.line}},on=10,Rl=13,Ne=32;function to(e){}function ln(e){if(typeof e=="function")throw new TypeError("`config` must be an object, got a function instead. Did you mean `createParser({onEvent: fn})`?");let{onEvent:t=to,onError:r=to,onRetry:a=to,onComment:o,maxBufferSize:n}=e,i=[],d=0,m=!0,C,S="",g=0,v,T=!1;function I(y){if(T)throw new Error("Cannot feed parser: it was terminated after exceeding the configured max buffer size. Call `reset()` to resume parsing.");if(m&&(m=!1,y.charCodeAt(0)===239&&y.charCodeAt(1)===187&&y.charCodeAt(2)===191&&(y=y.slice(3))),i.length===0){let G=et(y);G!==""&&(i.push(G),d=G.length),Z();return}if(y.indexOf(`
`)===-1&&y.indexOf("\r")===-1){i.push(y),d+=y.length,Z();return}i.push(y);let h=i.join("");i.length=0,d=0;let A=et(h);A!==""&&(i.push(A),d=A.length),Z()}function Z(){n!==void 0&&(d+S.length<=n||(T=!0,i.length=0,d=0,C=void 0,S="",g=0,v=void 0,r(new Ut(`Buffered data exceeded max buffer size of ${n} characters`,{type:"max-buffer-size-exceeded"}))))}function et(y){let h=0;if(y.indexOf("\r")===-1){let A=y.indexOf(`
`,h);for(;A!==-1;){if(h===A){g>0&&t({id:C,event:v,data:S}),C=void 0,S="",g=0,v=void 0,h=A+1,A=y.indexOf(`
`,h);continue}let G=y.charCodeAt(h);if(sn(y,h,G)){let W=y.charCodeAt(h+5)===Ne?h+6:h+5,Ae=y.slice(W,A);if(g===0&&y.charCodeAt(A+1)===on){t({id:C,event:v,data:Ae}),C=void 0,S="",v=void 0,h=A+2,A=y.indexOf(`
`,h);continue}S=g===0?Ae:`${S}
${Ae}`,g++}else nn(y,h,G)?v=y.slice(y.charCodeAt(h+6)===Ne?h+7:h+6,A)||void 0:tt(y,h,A);h=A+1,A=y.indexOf(`
`,h)}return y.slice(h)}for(;h<y.length;){let A=y.indexOf("\r",h),G=y.indexOf(`
`,h),W=-1;if(A!==-1&&G!==-1?W=A<G?A:G:A!==-1?A===y.length-1?W=-1:W=A:G!==-1&&(W=G),W===-1)break;tt(y,h,W),h=W+1,y.charCodeAt(h-1)===Rl&&y.charCodeAt(h)===on&&h++}return y.slice(h)}function tt(y,h,A){if(h===A){dl();return}let G=y.charCodeAt(h);if(sn(y,h,G)){let rt=y.charCodeAt(h+5)===Ne?h+6:h+5,$s=y.slice(rt,A);S=g===0?$s:`${S}
${$s}`,g++;return}if(nn(y,h,G)){v=y.slice(y.charCodeAt(h+6)===Ne?h+7:h+6,A)||void 0;return}if(G===105&&y.charCodeAt(h+1)===100&&y.charCodeAt(h+2)===58){let rt=y.slice(y.charCodeAt(h+3)===Ne?h+4:h+3,A);rt.includes("\0")||(C=rt);return}if(G===58){if(o){let rt=y.slice(h,A);o(rt.slice(y.charCodeAt(h+1)===Ne?2:1))}return}let W=y.slice(h,A),Ae=W.indexOf(":");if(Ae===-1){Rs(W,"",W);return}let ul=W.slice(0,Ae),pl=W.charCodeAt(Ae+1)===Ne?2:1,cl=W.slice(Ae+pl);Rs(ul,cl,W)}function Rs(y,h,A){switch(y){case"event":v=h||void 0;break;case"data":S=g===0?h:`${S}
${h}`,g++;break;case"id":h.includes("\0")||(C=h);break;case"retry":/^\d+$/.test(h)?a(parseInt(h,10)):r(new Ut(`Invalid \`retry\` value: "${h}"`,{type:"invalid-retry",value:h,line:A}));break;default:r(new Ut(`Unknown field "${y.length>20?`${y.slice(0,20)}…`:y}"`,{type:"unknown-field",field:y,value:h,line:A}));break}}function dl(){g>0&&t({id:C,event:v,data:S}),C=void 0,S="",g=0,v=void 0}function fl(y={}){if(y.consume&&i.length>0){let h=i.join("");tt(h,0,h.length)}m=!0,C=void 0,S="",g=0,v=void 0,i.length=0,d=0,T=!1}return{feed:I,reset:fl}}function sn(e,t,r){return r===100&&e.charCodeAt(t+1)===97&&e.charCodeAt(t+2)===116&&e.charCodeAt(t+3)===97&&e.charCodeAt(t+4)===58}function nn(e,t,r){return r===101&&e.charCodeAt(t+1)===118&&e.charCodeAt(t+2)===101&&e.charCodeAt(t+3)===110&&e.charCodeAt(t+4)===116&&e.charCodeAt(t+5)===58}var Mr=class extends TransformStream{constructor({onError:t,onRetry:r,onComment:a,maxBufferSize:o}={}){let n;super({start(i){n=ln({onEvent:d=>{i.enqueue(d)},onError(d){typeof t=="function"&&t(d),(t==="terminate"||d.type==="max-buffer-size-exceeded")&&i.error(d)},onRetry:r,onComment:a,maxBufferSize:o})},transform(i){n.feed(i)}})}};var me=class extends Error{constructor(r,a,o){super(`The chat server answered ${String(r)}${a?`: ${a}`:""}`);this.status=r;this.said=a;this.retryAfterSeconds=o}status;said;retryAfterSeconds;name="ChatKitHttpError"},nt=class extends Error{name="ChatKitTurnError"};function it(e){return e instanceof Error&&(e.name==="AbortError"||e.name==="ChatKitDetach")}async function Ir(e){let t=null;try{t=fn(JSON.parse((await e.text()).slice(0,2e4)))}catch{}return new me(e.status,t,Ml(e.headers.get("retry-after")))}function Pr(e,t=Date.now()){return e instanceof me?$l(e,t):e instanceof nt?{kind:"failed",message:e.message,canRetry:!0}:navigator.onLine?{kind:"unreachable",message:"The chat server cannot be reached at the moment. Please try again shortly.",canRetry:!0}:{kind:"offline",message:"You are offline. Check your connection, then try again.",canRetry:!0}}function dn(e){return{kind:"failed",message:e.message?.trim()||"Something went wrong while answering.",canRetry:e.allow_retry??!1}}function $l(e,t){let{status:r,said:a,retryAfterSeconds:o}=e,n=i=>({wait:{seconds:i,until:t+i*1e3}});if(r===429){let i=n(o??5);return{kind:"limited",message:a??"Too many messages in a short time.",canRetry:!0,...i}}return r===404?{kind:"refused",message:"This chat is no longer there.",canRetry:!1}:r===413?{kind:"refused",message:"That message is too long. Shorten it and send it again.",canRetry:!1}:r===401||r===403?{kind:"refused",message:"The chat could not confirm your session. Reload the page and try again.",canRetry:!0}:r>=500?{kind:"unreachable",message:"The chat server has a problem. Please try again shortly.",canRetry:!0,...o?n(o):{}}:{kind:"refused",message:a??"The chat server did not accept this request.",canRetry:!1}}function fn(e){if(typeof e!="object"||e===null)return null;let{message:t,detail:r,error:a}=e;for(let o of[t,r,a])if(typeof o=="string"&&o.length<=400)return o;return fn(a)}function Ml(e){if(!e)return null;let t=Number(e);if(Number.isFinite(t))return Math.max(0,t);let r=Date.parse(e);return Number.isNaN(r)?null:Math.max(0,Math.ceil((r-Date.now())/1e3))}function no(){return new DOMException("The chat let go of this answer; it goes on at the server.","ChatKitDetach")}function pn(){return new DOMException("Stopped by the visitor.","AbortError")}var qe,lt,Nt,B,ro,ao,oo,Ht,so,Dr=class{constructor(t,r){u(this,B);u(this,qe);u(this,lt);u(this,Nt,!0);c(this,qe,t),c(this,lt,r)}async call(t,r,a){return await(await l(this,B,ro).call(this,{type:t,params:r},"application/json",a)).json()}async*stream(t,r,a){let o=await l(this,B,ro).call(this,{type:t,params:r},"text/event-stream",a);yield*un(o)}async openRun(t,r){if(!s(this,Nt))return null;let a=await l(this,B,ao).call(this,`threads/${encodeURIComponent(t)}/run`,"application/json",r);(a.status===404||a.status===405)&&c(this,Nt,!1);let o=a.headers.get("content-type")?.includes("json")??!1;if(a.status!==200||!o)return null;let n=await a.json();return typeof n?.run_id=="string"?n:null}async followRun(t,r){let a=t.last_event_id?{"last-event-id":t.last_event_id}:{},o=await l(this,B,ao).call(this,`runs/${encodeURIComponent(t.run_id)}`,"text/event-stream",r,a);if(o.status===204||o.status===404)return null;if(!o.ok)throw await Ir(o);return un(o)}async stopRun(t){await l(this,B,Ht).call(this,l(this,B,so).call(this,`runs/${encodeURIComponent(t)}/stop`),{method:"POST",keepalive:!0})}async send(t,r){let a=await l(this,B,Ht).call(this,t,r);if(!a.ok)throw await Ir(a);return a.json().catch(()=>null)}};qe=new WeakMap,lt=new WeakMap,Nt=new WeakMap,B=new WeakSet,ro=async function(t,r,a){let o=await l(this,B,Ht).call(this,s(this,qe).url,{method:"POST",headers:{...l(this,B,oo).call(this,r),"content-type":"application/json"},body:JSON.stringify(t),...a?{signal:a}:{}});if(!o.ok)throw await Ir(o);return o},ao=function(t,r,a,o={}){let n={headers:{...l(this,B,oo).call(this,r),...o},...a?{signal:a}:{}};return l(this,B,Ht).call(this,l(this,B,so).call(this,t),n)},oo=function(t){return s(this,lt)?{accept:t,"accept-language":s(this,lt)}:{accept:t}},Ht=function(t,r){return(s(this,qe).fetch??fetch)(t,r)},so=function(t){let r=new URL(s(this,qe).url,document.baseURI);return r.pathname=`${r.pathname.replace(/\/+$/,"")}/${t}`,r.href};async function*un(e){if(!e.body)return;let r=e.body.pipeThrough(Il()).pipeThrough(new Mr).getReader();try{for(;;){let{done:a,value:o}=await r.read();if(a)return;let n=Pl(o.data);n&&(yield n)}}finally{await r.cancel().catch(()=>{})}}function Il(){return new TextDecoderStream}function Pl(e){try{let t=JSON.parse(e);return typeof t?.type=="string"?t:null}catch{return null}}function cn(e,t){switch(e.type){case"assistant_message":return Dl(e,t);case"widget":return Bl(e,t);case"workflow":return Ol(e,t);case"generated_image":return t.type==="generated_image.updated"?{...e,image:t.image}:e;default:return e}}function Dl(e,t){switch(t.type){case"assistant_message.content_part.added":case"assistant_message.content_part.done":return io(e,t.content_index,()=>qt(t.content));case"assistant_message.content_part.text_delta":return io(e,t.content_index,r=>({...r,text:r.text+t.delta}));case"assistant_message.content_part.annotation_added":return io(e,t.content_index,r=>({...r,annotations:mn(r.annotations,t.annotation_index,t.annotation)}));default:return e}}function qt(e){return{type:"output_text",text:e.text??"",annotations:e.annotations??[]}}function io(e,t,r){if(!hn(t))return e;let a=[...e.content];for(;a.length<=t;)a.push(qt({}));return a[t]=r(qt(a[t]??{})),{...e,content:a}}function Ol(e,t){if(t.type!=="workflow.task.added"&&t.type!=="workflow.task.updated")return e;let r=mn(e.workflow.tasks,t.task_index,t.task);return{...e,workflow:{...e.workflow,tasks:r}}}function mn(e,t,r){let a=[...e];return hn(t)&&(a[Math.min(t,a.length)]=r),a}function hn(e){return Number.isInteger(e)&&e>=0&&e<1e3}function Bl(e,t){switch(t.type){case"widget.root.updated":return{...e,widget:t.widget};case"widget.component.updated":return{...e,widget:Or(e.widget,t.component_id,()=>t.component)};case"widget.streaming_text.value_delta":return{...e,widget:Or(e.widget,t.component_id,r=>({...r,value:(typeof r.value=="string"?r.value:"")+t.delta}))};default:return e}}function Or(e,t,r){if(e.id===t)return r(e);if(!e.children)return e;let a=Array.isArray(e.children)?e.children.map(o=>Or(o,t,r)):Or(e.children,t,r);return{...e,children:a}}var Br={thread:null,items:[],open:new Set,allowCancel:!0,progress:null,notices:[],problem:null},lo="local:",Ul=new Set(["hidden_context_item","sdk_hidden_context","end_of_turn"]);function xn(e,t){switch(t.type){case"thread.created":case"thread.updated":return{...e,thread:ft(t.thread)};case"thread.item.added":return Hl(e,t.item);case"thread.item.done":case"thread.item.replaced":return Nl(e,t.item);case"thread.item.updated":return{...e,progress:null,items:e.items.map(r=>r.id===t.item_id?cn(r,t.update):r)};case"thread.item.removed":return{...e,items:e.items.filter(r=>r.id!==t.item_id)};case"stream_options":return{...e,allowCancel:t.stream_options.allow_cancel};case"progress_update":return{...e,progress:{text:t.text,icon:t.icon??null}};case"notice":{let r={level:t.level,message:t.message,title:t.title??null};return{...e,notices:[...e.notices,r]}}case"error":return{...e,progress:null,problem:dn(t)};default:return e}}function gn(e,t){return{...e,items:[...mo(e.items),t],notices:[],problem:null,progress:null}}function yn(e){return{...e,items:mo(e.items)}}function bn(e){let t=a=>e.open.has(a.id)&&a.type==="assistant_message"&&a.content.every(o=>o.text===""),r=e.items.filter(a=>!t(a));return{...e,items:r,open:new Set,progress:null,allowCancel:!0}}function Cn(e,t){let r=e.items.findIndex(o=>o.id===t),a=r<0?e.items:e.items.slice(0,r+1);return{...e,items:a,notices:[],problem:null,progress:null}}function wn(e,t){let r=new Set(e.items.map(a=>a.id));return{...e,items:[...uo(t).filter(a=>!r.has(a.id)),...e.items]}}function vn(e,t,r){let a=uo(t),o=a[0],n=o&&!r?e.items.findIndex(C=>C.id===o.id):-1,d=[...n>0?e.items.slice(0,n):[],...a,...e.items.filter(dt)],m=d.at(-1)?.type!=="user_message";return{...e,items:d,open:new Set,problem:m?null:e.problem}}function kn(e,t){let r=uo(t),a=e;for(let o of r)a={...a,items:fo(a.items,o)};return{...a,open:new Set(r.map(o=>o.id))}}function dt(e){return e.id.startsWith(lo)}function Sn(e,t){let r=t===void 0?-1:e.items.findIndex(o=>o.id===t);return(r<0?e.items:e.items.slice(0,r)).findLast(o=>o.type==="user_message")??null}function Hl(e,t){let r=e.items.some(o=>o.id===t.id);if(co(t)||r&&!e.open.has(t.id))return e;let a=new Set(e.open).add(t.id);return{...e,open:a,progress:null,items:fo(e.items,po(t))}}function Nl(e,t){if(co(t))return e;let r=new Set(e.open);r.delete(t.id);let a=t.type==="user_message"?mo(e.items):e.items;return{...e,open:r,progress:null,items:fo(a,po(t))}}function fo(e,t){let r=e.findIndex(a=>a.id===t.id);return r<0?[...e,t]:e.with(r,t)}function uo(e){return e.filter(t=>!co(t)).map(po)}function po(e){if(e.type!=="assistant_message")return e;let t=e.content;return{...e,content:(t??[]).map(qt)}}function co(e){return Ul.has(e.type)}function mo(e){return e.some(dt)?e.filter(t=>!dt(t)):e}function ft(e){let{items:t,...r}=e;return r}function An(e){return{content:e.content,attachments:e.attachments.map(t=>t.id),...e.quote?{quoted_text:e.quote}:{},inference_options:{...e.model?{model:e.model}:{},...e.toolId?{tool_choice:{id:e.toolId}}:{}}}}function Tn(e,t){return{type:"user_message",id:`${lo}${String(t)}`,content:e.content,attachments:e.attachments,quoted_text:e.quote}}var ql=30,Fl=20;async function ho(e,t,r){let a=await e.call("threads.get_by_id",{thread_id:t},r),o=a.items;if(o&&!o.has_more)return{thread:ft(a),items:o.data,olderCursor:null};let n=await _n(e,t,null,r);return{thread:ft(a),...n}}async function _n(e,t,r,a){let o=r;for(let n=0;n<Fl;n+=1){let i={thread_id:t,limit:ql,order:"desc",...o?{after:o}:{}},d=await e.call("items.list",i,a);if(o=d.has_more&&d.after?d.after:null,d.data.length>0||o===null)return{items:d.data.toReversed(),olderCursor:o}}return{items:[],olderCursor:null}}var Ur=class{loading=!1;failed=!1;#e;#t;#r=null;constructor(t,r){this.#e=t,this.#t=r}startFrom(t){this.#r=t,this.loading=!1,this.failed=!1}async next(t,r){let a=this.#r;if(a===null||this.loading)return null;this.loading=!0,this.failed=!1,this.#t();try{let o=await _n(this.#e,t,a,r);return this.#r===a&&(this.#r=o.olderCursor),o.items}catch(o){throw this.failed=!0,o}finally{this.loading=!1}}};var ae,L,U,fe,P,ut,Wt,_e,b,xo,En,go,Ln,Ft,yo,bo,Gt,Co,Hr,wo,Nr,qr,Fr,Gr,vo,Wr=class{constructor(t,r){u(this,b);$(this,"state",Br);$(this,"loading",!1);$(this,"loadFailed",!1);$(this,"older");u(this,ae);u(this,L);u(this,U,null);u(this,fe,new AbortController);u(this,P,null);u(this,ut,null);u(this,Wt,0);u(this,_e,null);c(this,ae,t),c(this,L,r),this.older=new Ur(t,()=>{r.changed()})}get threadId(){return s(this,U)}get responding(){return s(this,P)!==null}async open(t){this.release(),c(this,fe,new AbortController),this.state=Br,this.loadFailed=!1,this.older.startFrom(null),c(this,_e,null),this.loading=t!==null,l(this,b,Gr).call(this,t),s(this,L).changed(),t!==null&&(s(this,L).emit("chatkit.thread.load.start",{threadId:t}),await l(this,b,xo).call(this,t),s(this,L).emit("chatkit.thread.load.end",{threadId:t}))}release(){s(this,fe).abort(no());let t=s(this,P);c(this,P,null),t?.abort.abort(no()),t&&l(this,b,Hr).call(this,t),this.loading=!1}async refresh(){s(this,U)===null||s(this,P)||this.loading||(s(this,fe).signal.aborted&&c(this,fe,new AbortController),s(this,ut)??c(this,ut,l(this,b,xo).call(this,s(this,U)).finally(()=>{c(this,ut,null)})),await s(this,ut))}async send(t){l(this,b,Fr).call(this);let r=An(t);c(this,_e,r),c(this,Wt,s(this,Wt)+1),this.state=gn(this.state,Tn(t,s(this,Wt))),await l(this,b,Ft).call(this,l(this,b,vo).call(this,r))}async retry(t){if(l(this,b,Fr).call(this),this.loadFailed){await this.refresh();return}let r=Sn(this.state,t);if(!r)return;if(this.state=Cn(this.state,r.id),dt(r)){s(this,_e)&&await l(this,b,Ft).call(this,l(this,b,vo).call(this,s(this,_e)));return}let a={thread_id:s(this,U),item_id:r.id};await l(this,b,Ft).call(this,{type:"threads.retry_after_item",params:a})}async recover(){let t=this.state.items.at(-1);this.loadFailed||this.dismissProblem(),t&&dt(t)?await this.retry():await this.refresh()}stop(){let t=s(this,P);t&&(t.joinedRun&&s(this,ae).stopRun(t.joinedRun).catch(r=>{l(this,b,qr).call(this,r)}),t.abort.abort(pn()),this.state.items.at(-1)?.type==="user_message"&&(this.state={...this.state,notices:[{level:"info",message:"You stopped this answer.",title:null}]}))}async act(t,r,a=!0){if(s(this,U)===null)throw new Error("There is no thread yet: custom actions need one.");let o={thread_id:s(this,U),...r?{item_id:r}:{},action:t};if(a){l(this,b,Fr).call(this),await l(this,b,Ft).call(this,{type:"threads.custom_action",params:o});return}let n=await s(this,ae).call("threads.sync_custom_action",o);n.updated_item&&l(this,b,Gt).call(this,{type:"thread.item.replaced",item:n.updated_item})}async loadOlder(){let{signal:t}=s(this,fe);if(s(this,U)!==null){try{let r=await this.older.next(s(this,U),t);r&&!t.aborted&&(this.state=wn(this.state,r))}catch(r){it(r)||l(this,b,qr).call(this,r)}s(this,L).changed()}}dismissProblem(){this.state={...this.state,problem:null},s(this,L).changed()}rename(t){t.id===s(this,U)&&(this.state={...this.state,thread:ft(t)},s(this,L).changed())}};ae=new WeakMap,L=new WeakMap,U=new WeakMap,fe=new WeakMap,P=new WeakMap,ut=new WeakMap,Wt=new WeakMap,_e=new WeakMap,b=new WeakSet,xo=async function(t){let{signal:r}=s(this,fe),a=null;try{a=await s(this,ae).openRun(t,r).catch(Gl);let o=await ho(s(this,ae),t,r);if(r.aborted||s(this,P))return;this.loadFailed&&this.dismissProblem(),this.loadFailed=!1,l(this,b,go).call(this,o)}catch(o){if(r.aborted||s(this,P))return;a=null,o instanceof me&&o.status===404?(this.state=Br,l(this,b,Gr).call(this,null)):this.loadFailed=!0,l(this,b,Nr).call(this,o)}this.loading=!1,s(this,L).changed(),a&&l(this,b,En).call(this,a)},En=async function(t){let r=l(this,b,Co).call(this,t.run_id);this.state=kn(this.state,t.items??[]),s(this,L).changed();let a=!1;try{let n=await s(this,ae).followRun(t,r.abort.signal);for await(let i of n??[])l(this,b,Gt).call(this,i,r);a=n!==null&&this.state.open.size===0,a&&await l(this,b,bo).call(this,r)}catch(n){a=!0,l(this,b,wo).call(this,n,r)}let o=s(this,P)===r;l(this,b,Hr).call(this,r),o&&!a&&s(this,U)&&await l(this,b,Ln).call(this,s(this,U))},go=function({thread:t,items:r,olderCursor:a}){let o=this.state.items[0]?.id;this.state=vn({...this.state,thread:t},r,a===null),(o===void 0||this.state.items[0]?.id!==o)&&this.older.startFrom(a)},Ln=async function(t){let{signal:r}=s(this,fe);try{let a=await ho(s(this,ae),t,r);if(r.aborted)return;l(this,b,go).call(this,a)}catch(a){r.aborted||l(this,b,Nr).call(this,a)}s(this,L).changed()},Ft=async function(t){let r=l(this,b,Co).call(this,null);s(this,L).changed();let a=!1;try{await l(this,b,yo).call(this,t,r),await l(this,b,bo).call(this,r)}catch(o){a=o instanceof me&&o.status===409,a||l(this,b,wo).call(this,o,r)}l(this,b,Hr).call(this,r),a&&(this.state=yn(this.state),await this.refresh())},yo=async function(t,r){let a=!0;for await(let o of s(this,ae).stream(t.type,t.params,r.abort.signal))a=!1,l(this,b,Gt).call(this,o,r);if(a)throw new nt("The chat server sent no answer. Please try again.")},bo=async function(t){for(;;){let r=this.state.items.at(-1);if(s(this,P)!==t||r?.type!=="client_tool_call"||r.status!=="pending")return;let a=s(this,L).runClientTool(r.name,r.arguments??{});if(a===null)throw new nt(`This page cannot run "${r.name}", which the answer needs.`);let o=await a.catch(i=>({error:String(i)}));if(s(this,P)!==t||t.abort.signal.aborted)return;l(this,b,Gt).call(this,{type:"thread.item.done",item:{...r,status:"completed"}},t);let n={thread_id:s(this,U),result:o??{}};await l(this,b,yo).call(this,{type:"threads.add_client_tool_output",params:n},t)}},Gt=function(t,r){r&&s(this,P)!==r||(r&&!r.announced&&(r.announced=!0,s(this,L).emit("chatkit.response.start")),this.state=xn(this.state,t),t.type==="thread.created"?l(this,b,Gr).call(this,t.thread.id):t.type==="client_effect"?s(this,L).emit("chatkit.effect",{name:t.name,data:t.data??{}}):t.type==="error"?s(this,L).emit("chatkit.error",{error:new Error(t.message??t.code)}):t.type==="thread.item.done"&&t.item.type==="user_message"&&c(this,_e,null),s(this,L).changed())},Co=function(t){let r={abort:new AbortController,joinedRun:t,announced:!1};return c(this,P,r),r},Hr=function(t){s(this,P)!==null&&s(this,P)!==t||(c(this,P,null),this.state=bn(this.state),t.announced&&(t.announced=!1,s(this,L).emit("chatkit.response.end")),s(this,L).changed())},wo=function(t,r){s(this,P)===r&&!it(t)&&l(this,b,Nr).call(this,t)},Nr=function(t){this.state={...this.state,problem:Pr(t)},l(this,b,qr).call(this,t)},qr=function(t){s(this,L).emit("chatkit.error",{error:t instanceof Error?t:new Error(String(t))})},Fr=function(){if(s(this,P)||this.loading)throw new Error("ChatKit is busy: an answer is still being written or loaded.")},Gr=function(t){t!==s(this,U)&&(c(this,U,t),s(this,L).emit("chatkit.thread.change",{threadId:t}))},vo=function(t){return s(this,U)===null?{type:"threads.create",params:{input:t}}:{type:"threads.add_user_message",params:{thread_id:s(this,U),input:t}}};function Gl(e){if(it(e))throw e;return null}var zr=class{#e;#t=new Map;constructor(t){this.#e=t}of(t){return this.#t.get(t)??null}async rate(t,r,a){for(let o of r)this.#t.set(o,a);try{await this.#e.call("items.feedback",{thread_id:t,item_ids:r,kind:a})}catch(o){for(let n of r)this.#t.delete(n);throw o}}};var Wl=30,Fe,he,Ge,pt,xe,ko,Vr,Kr=class{constructor(t,r){u(this,xe);$(this,"threads",[]);$(this,"loading",!1);$(this,"problem",null);u(this,Fe);u(this,he);u(this,Ge,null);u(this,pt,null);c(this,Fe,t),c(this,he,r)}get hasMore(){return s(this,Ge)!==null}async reload(){s(this,pt)?.abort(),await l(this,xe,ko).call(this,null)}async more(){s(this,Ge)!==null&&!this.loading&&await l(this,xe,ko).call(this,s(this,Ge))}async rename(t,r){let a=await l(this,xe,Vr).call(this,()=>s(this,Fe).call("threads.update",{thread_id:t,title:r}));return a?(this.threads=this.threads.map(o=>o.id===t?{...o,title:r}:o),s(this,he).call(this),a):null}async delete(t){return await l(this,xe,Vr).call(this,()=>s(this,Fe).call("threads.delete",{thread_id:t}))?(this.threads=this.threads.filter(a=>a.id!==t),s(this,he).call(this),!0):!1}};Fe=new WeakMap,he=new WeakMap,Ge=new WeakMap,pt=new WeakMap,xe=new WeakSet,ko=async function(t){let r=new AbortController;c(this,pt,r),this.loading=!0,s(this,he).call(this);let a={limit:Wl,order:"desc",...t?{after:t}:{}},o=await l(this,xe,Vr).call(this,()=>s(this,Fe).call("threads.list",a,r.signal));if(s(this,pt)===r){if(this.loading=!1,o){let n=t?this.threads:[],i=new Set(n.map(d=>d.id));this.threads=[...n,...o.data.filter(d=>!i.has(d.id))],c(this,Ge,o.has_more&&o.after?o.after:null)}s(this,he).call(this)}},Vr=async function(t){try{let r=await t();return this.problem=null,r}catch(r){return it(r)||(this.problem=Pr(r)),s(this,he).call(this),null}};var zl={csv:"text/csv",json:"application/json",md:"text/markdown",txt:"text/plain"};function jr(e){return e.maxCount??10}function We(e){let t=e.name.split(".").at(-1)?.toLowerCase()??"";return e.type||(zl[t]??"application/octet-stream")}function Rn({accept:e}){return e?Object.entries(e).flat(2).join(","):null}function $n(e,t){if(e.size===0)return`“${e.name}” is empty.`;if(!Vl(e,t))return`“${e.name}” is of a kind that this chat does not take.`;let r=Kl(We(e),t);return e.size>r?`“${e.name}” is too large: files may have up to ${So(r)}.`:null}function Vl(e,{accept:t}){if(!t)return!0;let r=e.name.toLowerCase();return Object.entries(t).some(([a,o])=>Mn(We(e),a)||o.some(n=>r.endsWith(n.toLowerCase())))}function Kl(e,{maxSize:t}){if(typeof t=="number")return t;let r=Object.entries(t??{}).filter(([o])=>o.includes("/")&&Mn(e,o)),[a]=r.sort(([o],[n])=>n.length-o.length);return a?.[1]??t?.["*"]??t?.[""]??104857600}function Mn(e,t){return t==="*/*"||t===e||t.endsWith("/*")&&e.startsWith(t.slice(0,-1))}function So(e){let t=["bytes","KB","MB","GB"],r=Math.min(Math.floor(Math.log2(Math.max(e,1))/10),t.length-1),a=e/1024**r;return`${String(a<10&&r>0?Math.round(a*10)/10:Math.round(a))} ${t[r]??""}`}var Xr=class{constructor(t,r){this.client=t;this.strategy=r}client;strategy;async upload(t,r){if(this.strategy.type==="direct")return await this.client.send(this.strategy.uploadUrl,{method:"POST",body:In(t),signal:r});let a={name:t.name,size:t.size,mime_type:We(t)},{upload_descriptor:o,...n}=await this.client.call("attachments.create",a,r);if(o){let i=o.method==="POST"?In(t):t;await this.client.send(o.url,{method:o.method,headers:o.headers??{},body:i,signal:r})}return n}async discard(t){await this.client.call("attachments.delete",{attachment_id:t}).catch(()=>{})}};function In(e){let t=new FormData;return t.append("file",new File([e],e.name,{type:We(e)})),t}var Qr=class{constructor(t,r,a,o){this.address=t;let n=this.#e=new Dr(r,a);this.conversation=new Wr(n,o),this.history=new Kr(n,()=>{o.changed()}),this.feedback=new zr(n)}address;conversation;history;feedback;#e;attachingBy(t){let{attachments:r}=t.composer??{},{type:a}=this.conversation.state.thread?.status??{type:"active"};if(!r?.enabled||a!=="active")return null;let{uploadStrategy:o}=t.api;return{options:r,uploader:new Xr(this.#e,o??{type:"two_phase"})}}};var Pn=O`
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
    border-color: var(--link);
  }
  .composer-line {
    display: flex;
    align-items: flex-end;
    gap: 4px;
  }
  .composer textarea {
    display: block;
    flex: 1;
    min-width: 0;
    max-height: 11.5em;
    padding-block: 8px;
    padding-inline: 12px 4px;
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
    padding: 2px 4px 0;
  }
  .send {
    display: grid;
    flex: none;
    margin: 1px;
    width: 36px;
    height: 36px;
    padding: 0;
    place-items: center;
    border-radius: var(--radius);
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
    padding-block: 8px;
    padding-inline: 12px 4px;
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
    padding-block: 8px;
    padding-inline: 14px 6px;
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
`;var Dn=O`
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
  /* Read aloud, not seen. */
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .spacer {
    flex: 1;
  }
`;var On=O`
  .tray,
  .attached {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .tray {
    max-height: 11.5em;
    padding: 4px;
    overflow-y: auto;
    scrollbar-width: thin;
  }
  .file {
    display: flex;
    align-items: center;
    gap: 8px;
    flex: 0 1 calc(50% - 3px);
    box-sizing: border-box;
    min-width: min(100%, 10.5em);
    padding: 4px;
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    background: var(--softer);
  }
  .file[data-state="failed"] {
    flex-basis: 100%;
    border-color: color-mix(in srgb, var(--danger) 45%, transparent);
  }
  .file-face {
    position: relative;
    display: grid;
    flex: none;
    width: 38px;
    height: 38px;
    place-items: center;
    border-radius: 7px;
    background: var(--bubble);
    color: var(--link);
    overflow: hidden;
  }
  .file-face canvas {
    width: 100%;
    height: 100%;
  }
  .file[data-state="going"] .file-face > :first-child {
    opacity: 0.4;
  }
  .ring {
    position: absolute;
    width: 20px;
    height: 20px;
    border: 2px solid color-mix(in srgb, var(--text) 18%, transparent);
    border-block-start-color: var(--link);
    border-radius: 50%;
    animation: turn 0.9s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  .file-text {
    display: grid;
    flex: 1;
    min-width: 0;
    font-size: 0.87em;
    line-height: 1.35;
  }
  .file-name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .file-state {
    color: var(--muted);
    font-size: 0.92em;
  }
  .file[data-state="failed"] .file-state,
  .refused .icon {
    color: var(--danger);
  }
  .file .quiet {
    width: 28px;
    height: 28px;
    margin-inline-start: -4px;
  }
  .file .quiet .icon {
    width: 15px;
    height: 15px;
  }
  .refused {
    display: flex;
    align-items: start;
    gap: 8px;
    margin: 0;
    padding: 6px 10px;
    font-size: 0.87em;
    line-height: 1.4;
    overflow-wrap: anywhere;
  }
  .refused .icon {
    width: 15px;
    height: 15px;
    margin-block-start: 2px;
  }
  .attached {
    justify-content: flex-end;
    max-width: min(85%, 34rem);
  }
  .sent-file {
    min-width: 0;
    max-width: 100%;
  }
  .picture {
    display: block;
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    background: var(--soft);
    overflow: hidden;
  }
  .picture img {
    display: block;
    width: 10em;
    height: 7.5em;
    object-fit: cover;
  }
  .sent-file .file-name {
    display: flex;
    align-items: center;
    gap: 6px;
    padding: 5px 10px;
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    font-size: 0.87em;
  }
  .sent-file .file-name span {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .sent-file .file-name .icon {
    width: 15px;
    height: 15px;
    color: var(--link);
  }
  .picture + .file-name {
    display: none;
  }
  .drop {
    position: absolute;
    inset: 8px;
    z-index: 5;
    display: grid;
    place-items: center;
    border: 2px dashed var(--link);
    border-radius: var(--radius);
    background: color-mix(in srgb, var(--raised) 90%, var(--accent));
    pointer-events: none;
  }
  .drop p {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 0;
    color: var(--link);
    font-weight: 500;
  }
  .attach {
    margin: 1px;
  }
  .composer .attach ~ textarea {
    padding-inline-start: 4px;
  }
  @media (pointer: coarse) {
    .file .quiet {
      min-width: 34px;
      min-height: 34px;
    }
  }
`;var Bn=O`
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
    padding-block: 6px;
    padding-inline: 16px 8px;
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
  .unusable {
    align-self: center;
    max-width: 32rem;
    margin: auto;
    padding: 24px;
    color: var(--muted);
    overflow-wrap: anywhere;
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
`;var Un=O`
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
  .history .header .icon:dir(rtl) {
    transform: scaleX(-1);
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
`;var Hn=O`
  .item {
    contain: content;
    overflow-clip-margin: 6px;
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
    border-radius: var(--radius);
    border-end-end-radius: min(var(--radius), 5px);
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
    margin-block: calc(var(--space) * -0.25) 4px;
    margin-inline: -8px 0;
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
    max-width: 12em;
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
    flex: 1;
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
`;var Nn=O`
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
    padding-block: 2px;
    padding-inline: 14px 4px;
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
  .table code {
    white-space: nowrap;
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
`;var qn=O`
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
    .composer:focus-within {
      outline: 2px solid Highlight;
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
`;var Fn=O`
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
  @supports (color: color(from red xyz-d65 x y z)) {
    .frame {
      /* White up to the luminance at which black begins to contrast better: 4.5:1 or more on any accent. */
      --on-accent: var(
        --chatkit-on-accent,
        color(
          from var(--accent) xyz-d65 clamp(0, (0.179 - y) * 999, 0.95) clamp(0, (0.179 - y) * 999, 1)
            clamp(0, (0.179 - y) * 999, 1.09)
        )
      );
      --link: oklch(from var(--accent) min(l, 0.52) c h);
    }
    .frame[data-scheme="dark"] {
      --link: oklch(from var(--accent) max(l, 0.72) c h);
    }
  }
`;var Gn=[Fn,Bn,Dn,Pn,On,Hn,Nn,Un,qn];var jl={pill:"22px",round:"16px",soft:"10px",sharp:"2px"},Xl={compact:"0.8",normal:"1",spacious:"1.2"},Ao=matchMedia("(prefers-color-scheme: dark)");function Ql(e){let t=typeof e=="string"?e:e?.colorScheme;return t==="dark"||(t==="auto"||t==="system")&&Ao.matches?"dark":"light"}var Zr=class{#e;#t;constructor(t,r){this.#e=r,t.addController(this)}set(t){this.#t=t,Yl(t),this.#r()}hostConnected(){Ao.addEventListener("change",this.#r),this.#r()}hostDisconnected(){Ao.removeEventListener("change",this.#r)}hostUpdated(){this.#r()}#r=()=>{let t=this.#e();if(t){t.dataset.scheme=Ql(this.#t);for(let[r,a]of Object.entries(Zl(this.#t)))a===null?t.style.removeProperty(r):t.style.setProperty(r,a)}}};function Zl(e){let{color:t,radius:r,density:a,typography:o}=typeof e=="object"?e:{},{hue:n,tint:i}=t?.grayscale??{};return{"--theme-accent":t?.accent?.primary??null,"--theme-surface":t?.surface?.background??null,"--theme-text":t?.surface?.foreground??null,"--theme-hue":n===void 0?null:String(n),"--theme-tint":i===void 0?null:`${String(i*3)}%`,"--theme-radius":r?jl[r]:null,"--theme-density":a?Xl[a]:null,"--theme-font":o?.fontFamily??null,"--theme-font-mono":o?.fontFamilyMono??null,"--theme-size":o?.baseSize?`${String(o.baseSize)}px`:null}}function Yl(e){let t=typeof e=="object"?e.typography?.fontSources??[]:[];for(let{family:r,src:a,weight:o,style:n,display:i,unicodeRange:d}of t){let m=new FontFace(r,`url(${JSON.stringify(a)})`,{...o===void 0?{}:{weight:String(o)},...n===void 0?{}:{style:n},...i===void 0?{}:{display:i},...d===void 0?{}:{unicodeRange:d}});Jl(m)||document.fonts.add(m)}}function Jl(e){let t=r=>r.family===e.family&&r.weight===e.weight&&r.style===e.style;return[...document.fonts].some(t)}var Yr=class{said="";#e;#t=!1;constructor(t){this.#e=t,t.addController(this)}say(t){t!==this.said&&(this.said=t,this.#e.requestUpdate())}heed(t){t==="chatkit.response.start"&&this.say(""),this.#t||=t==="chatkit.response.end"}hostUpdated(){this.#t&&(this.#t=!1,this.#e.renderRoot.querySelector(".answer")&&this.say("The answer is complete."))}};var{I:ed}=Qs,Wn=e=>e;var Vn=e=>e.strings===void 0,zn=()=>document.createComment(""),ct=(e,t,r)=>{let a=e._$AA.parentNode,o=t===void 0?e._$AB:t._$AA;if(r===void 0){let n=a.insertBefore(zn(),o),i=a.insertBefore(zn(),o);r=new ed(n,i,e,e.options)}else{let n=r._$AB.nextSibling,i=r._$AM,d=i!==e;if(d){let m;r._$AQ?.(e),r._$AM=e,r._$AP!==void 0&&(m=e._$AU)!==i._$AU&&r._$AP(m)}if(n!==o||d){let m=r._$AA;for(;m!==n;){let C=Wn(m).nextSibling;Wn(a).insertBefore(m,o),m=C}}}return r},Ee=(e,t,r=e)=>(e._$AI(t,r),e),td={},Kn=(e,t=td)=>e._$AH=t,jn=e=>e._$AH,Jr=e=>{e._$AR(),e._$AA.remove()};var Le={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},oe=e=>(...t)=>({_$litDirective$:e,values:t}),ee=class{constructor(t){}get _$AU(){return this._$AM._$AU}_$AT(t,r,a){this._$Ct=t,this._$AM=r,this._$Ci=a}_$AS(t,r){return this.update(t,r)}update(t,r){return this.render(...r)}};var zt=(e,t)=>{let r=e._$AN;if(r===void 0)return!1;for(let a of r)a._$AO?.(t,!1),zt(a,t);return!0},ea=e=>{let t,r;do{if((t=e._$AM)===void 0)break;r=t._$AN,r.delete(e),e=t}while(r?.size===0)},Xn=e=>{for(let t;t=e._$AM;e=t){let r=t._$AN;if(r===void 0)t._$AN=r=new Set;else if(r.has(e))break;r.add(e),od(t)}};function rd(e){this._$AN!==void 0?(ea(this),this._$AM=e,Xn(this)):this._$AM=e}function ad(e,t=!1,r=0){let a=this._$AH,o=this._$AN;if(o!==void 0&&o.size!==0)if(t)if(Array.isArray(a))for(let n=r;n<a.length;n++)zt(a[n],!1),ea(a[n]);else a!=null&&(zt(a,!1),ea(a));else zt(this,e)}var od=e=>{e.type==Le.CHILD&&(e._$AP??=ad,e._$AQ??=rd)},ta=class extends ee{constructor(){super(...arguments),this._$AN=void 0}_$AT(t,r,a){super._$AT(t,r,a),Xn(this),this.isConnected=t._$AU}_$AO(t,r=!0){t!==this.isConnected&&(this.isConnected=t,t?this.reconnected?.():this.disconnected?.()),r&&(zt(this,t),ea(this))}setValue(t){if(Vn(this._$Ct))this._$Ct._$AI(t,this);else{let r=[...this._$Ct._$AH];r[this._$Ci]=t,this._$Ct._$AI(r,this,0)}}disconnected(){}reconnected(){}};var mt=()=>new _o,_o=class{},To=new WeakMap,se=oe(class extends ta{render(e){return p}update(e,[t]){let r=t!==this.G;return r&&this.rt(void 0),(r||this.lt!==this.ct)&&(this.G=t,this.ht=e.options?.host,this.rt(this.ct=e.element)),p}rt(e){if(this.G!==void 0)if(this.isConnected||(e=void 0),typeof this.G=="function"){let t=this.ht??globalThis,r=To.get(t);r===void 0&&(r=new WeakMap,To.set(t,r)),r.get(this.G)!==void 0&&this.G.call(this.ht,void 0),r.set(this.G,e),e!==void 0&&this.G.call(this.ht,e)}else this.G.value=e}get lt(){return typeof this.G=="function"?To.get(this.ht??globalThis)?.get(this.G):this.G?.value}disconnected(){this.lt===this.ct&&this.rt(void 0)}reconnected(){this.rt(this.ct)}});var Eo=[["path",{d:"M12 5v14"}],["path",{d:"m19 12-7 7-7-7"}]];var Lo=[["path",{d:"m5 12 7-7 7 7"}],["path",{d:"M12 19V5"}]];var Ro=[["circle",{cx:"12",cy:"12",r:"1"}],["path",{d:"M20.2 20.2c2.04-2.03.02-7.36-4.5-11.9-4.54-4.52-9.87-6.54-11.9-4.5-2.04 2.03-.02 7.36 4.5 11.9 4.54 4.52 9.87 6.54 11.9 4.5Z"}],["path",{d:"M15.7 15.7c4.52-4.54 6.54-9.87 4.5-11.9-2.03-2.04-7.36-.02-11.9 4.5-4.52 4.54-6.54 9.87-4.5 11.9 2.03 2.04 7.36.02 11.9-4.5Z"}]];var Vt=[["path",{d:"M12 5v16"}],["path",{d:"M20.001 19A2 2 0 0022 17V5a2 2 0 00-1.999-2L16 3.002A5 5 0 0012 5a5 5 0 00-4-2H4a2 2 0 00-2 2v12a2 2 0 001.999 2H8a5 5 0 014 2 5 5 0 014-2z"}]];var $o=[["path",{d:"M12 8V4H8"}],["rect",{width:"16",height:"12",x:"4",y:"8",rx:"2"}],["path",{d:"M2 14h2"}],["path",{d:"M20 14h2"}],["path",{d:"M15 13v2"}],["path",{d:"M9 13v2"}]];var Mo=[["path",{d:"M21 8a2 2 0 0 0-1-1.73l-7-4a2 2 0 0 0-2 0l-7 4A2 2 0 0 0 3 8v8a2 2 0 0 0 1 1.73l7 4a2 2 0 0 0 2 0l7-4A2 2 0 0 0 21 16Z"}],["path",{d:"m3.3 7 8.7 5 8.7-5"}],["path",{d:"M12 22V12"}]];var Io=[["path",{d:"M12 20v-9"}],["path",{d:"M14 7a4 4 0 0 1 4 4v3a6 6 0 0 1-12 0v-3a4 4 0 0 1 4-4z"}],["path",{d:"M14.12 3.88 16 2"}],["path",{d:"M21 21a4 4 0 0 0-3.81-4"}],["path",{d:"M21 5a4 4 0 0 1-3.55 3.97"}],["path",{d:"M22 13h-4"}],["path",{d:"M3 21a4 4 0 0 1 3.81-4"}],["path",{d:"M3 5a4 4 0 0 0 3.55 3.97"}],["path",{d:"M6 13H2"}],["path",{d:"m8 2 1.88 1.88"}],["path",{d:"M9 7.13V6a3 3 0 1 1 6 0v1.13"}]];var Po=[["path",{d:"M8 2v3"}],["path",{d:"M16 2v3"}],["rect",{x:"3",y:"3",width:"18",height:"18",rx:"2"}],["path",{d:"M3 9h18"}]];var Kt=[["path",{d:"M3 3v16a2 2 0 0 0 2 2h16"}],["path",{d:"M18 17V9"}],["path",{d:"M13 17V5"}],["path",{d:"M8 17v-3"}]];var ra=[["path",{d:"M20 6 9 17l-5-5"}]];var ht=[["path",{d:"m15 18-6-6 6-6"}]];var Do=[["path",{d:"m9 18 6-6-6-6"}]];var aa=[["circle",{cx:"12",cy:"12",r:"10"}],["line",{x1:"12",x2:"12",y1:"8",y2:"12"}],["line",{x1:"12",x2:"12.01",y1:"16",y2:"16"}]];var jt=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"m16 9-5.5 5.5L8 12"}]];var Xt=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3"}],["path",{d:"M12 17h.01"}]];var Oo=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"M12 6v6l4 2"}]];var Bo=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"m16.24 7.76-1.804 5.411a2 2 0 0 1-1.265 1.265L7.76 16.24l1.804-5.411a2 2 0 0 1 1.265-1.265z"}]];var Uo=[["rect",{width:"14",height:"14",x:"8",y:"8",rx:"2",ry:"2"}],["path",{d:"M4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2"}]];var oa=[["circle",{cx:"12",cy:"12",r:"1"}],["circle",{cx:"19",cy:"12",r:"1"}],["circle",{cx:"5",cy:"12",r:"1"}]];var sa=[["path",{d:"M15 3h6v6"}],["path",{d:"M10 14 21 3"}],["path",{d:"M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6"}]];var xt=[["path",{d:"M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.704.706l3.588 3.588A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2z"}],["path",{d:"M14 2v5a1 1 0 0 0 1 1h5"}],["path",{d:"M10 9H8"}],["path",{d:"M16 13H8"}],["path",{d:"M16 17H8"}]];var Ho=[["path",{d:"M14 2v6a2 2 0 0 0 .245.96l5.51 10.08A2 2 0 0 1 18 22H6a2 2 0 0 1-1.755-2.96l5.51-10.08A2 2 0 0 0 10 8V2"}],["path",{d:"M6.453 15h11.094"}],["path",{d:"M8.5 2h7"}]];var na=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"M12 2a14.5 14.5 0 0 0 0 20 14.5 14.5 0 0 0 0-20"}],["path",{d:"M2 12h20"}]];var Qt=[["path",{d:"M15 21v-8a1 1 0 0 0-1-1h-4a1 1 0 0 0-1 1v8"}],["path",{d:"M3 10a2 2 0 0 1 .709-1.528l7-6a2 2 0 0 1 2.582 0l7 6A2 2 0 0 1 21 10v9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z"}]];var ia=[["rect",{width:"18",height:"18",x:"3",y:"3",rx:"2",ry:"2"}],["circle",{cx:"9",cy:"9",r:"2"}],["path",{d:"m21 15-3.086-3.086a2 2 0 0 0-2.828 0L6 21"}]];var la=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"M12 16v-4"}],["path",{d:"M12 8h.01"}]];var No=[["path",{d:"m2 21 9.6-9.6"}],["path",{d:"m7.5 15.5 2.3 2.3a1 1 0 0 1 0 1.4l-2.1 2.1a1 1 0 0 1-1.4 0L4 19"}],["circle",{cx:"15.5",cy:"7.5",r:"5.5"}]];var da=[["rect",{width:"7",height:"7",x:"3",y:"3",rx:"1"}],["rect",{width:"7",height:"7",x:"14",y:"3",rx:"1"}],["rect",{width:"7",height:"7",x:"14",y:"14",rx:"1"}],["rect",{width:"7",height:"7",x:"3",y:"14",rx:"1"}]];var qo=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"m4.93 4.93 4.24 4.24"}],["path",{d:"m14.83 9.17 4.24-4.24"}],["path",{d:"m14.83 14.83 4.24 4.24"}],["path",{d:"m9.17 14.83-4.24 4.24"}],["circle",{cx:"12",cy:"12",r:"4"}]];var Fo=[["path",{d:"M15 14c.2-1 .7-1.7 1.5-2.5 1-.9 1.5-2.2 1.5-3.5A6 6 0 0 0 6 8c0 1 .2 2.2 1.5 3.5.7.7 1.3 1.5 1.5 2.5"}],["path",{d:"M9 18h6"}],["path",{d:"M10 22h4"}]];var Go=[["path",{d:"m22 7-8.991 5.727a2 2 0 0 1-2.009 0L2 7"}],["rect",{x:"2",y:"4",width:"20",height:"16",rx:"2"}]];var fa=[["path",{d:"M20 10c0 4.993-5.539 10.193-7.399 11.799a1 1 0 0 1-1.202 0C9.539 20.193 4 14.993 4 10a8 8 0 0 1 16 0"}],["circle",{cx:"12",cy:"10",r:"3"}]];var ua=[["path",{d:"M15 3h6v6"}],["path",{d:"m21 3-7 7"}],["path",{d:"m3 21 7-7"}],["path",{d:"M9 21H3v-6"}]];var pa=[["path",{d:"M4 5h16"}],["path",{d:"M4 12h16"}],["path",{d:"M4 19h16"}]];var ca=[["path",{d:"m14 10 7-7"}],["path",{d:"M20 10h-6V4"}],["path",{d:"m3 21 7-7"}],["path",{d:"M4 14h6v6"}]];var Wo=[["rect",{width:"20",height:"14",x:"2",y:"3",rx:"2"}],["line",{x1:"8",x2:"16",y1:"21",y2:"21"}],["line",{x1:"12",x2:"12",y1:"17",y2:"21"}]];var zo=[["path",{d:"M20.985 12.486a9 9 0 1 1-9.473-9.472c.405-.022.617.46.402.803a6 6 0 0 0 8.268 8.268c.344-.215.825-.004.803.401"}]];var ma=[["path",{d:"M13.4 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-7.4"}],["path",{d:"M2 6h4"}],["path",{d:"M2 10h4"}],["path",{d:"M2 14h4"}],["path",{d:"M2 18h4"}],["path",{d:"M21.378 5.626a1 1 0 1 0-3.004-3.004l-5.01 5.012a2 2 0 0 0-.506.854l-.837 2.87a.5.5 0 0 0 .62.62l2.87-.837a2 2 0 0 0 .854-.506z"}]];var Zt=[["rect",{width:"18",height:"18",x:"3",y:"3",rx:"2"}],["path",{d:"M9 3v18"}]];var ha=[["rect",{width:"18",height:"18",x:"3",y:"3",rx:"2"}],["path",{d:"M15 3v18"}]];var Vo=[["path",{d:"m16 6-8.414 8.586a2 2 0 0 0 2.829 2.829l8.414-8.586a4 4 0 1 0-5.657-5.657l-8.379 8.551a6 6 0 1 0 8.485 8.485l8.379-8.551"}]];var gt=[["path",{d:"M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497z"}],["path",{d:"m15 5 4 4"}]];var Ko=[["path",{d:"M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384"}]];var jo=[["path",{d:"M5 5a2 2 0 0 1 3.008-1.728l11.997 6.998a2 2 0 0 1 .003 3.458l-12 7A2 2 0 0 1 5 19z"}]];var Xo=[["path",{d:"M5 12h14"}],["path",{d:"M12 5v14"}]];var Qo=[["path",{d:"M16 3a2 2 0 0 0-2 2v6a2 2 0 0 0 2 2 1 1 0 0 1 1 1v1a2 2 0 0 1-2 2 1 1 0 0 0-1 1v2a1 1 0 0 0 1 1 6 6 0 0 0 6-6V5a2 2 0 0 0-2-2z"}],["path",{d:"M5 3a2 2 0 0 0-2 2v6a2 2 0 0 0 2 2 1 1 0 0 1 1 1v1a2 2 0 0 1-2 2 1 1 0 0 0-1 1v2a1 1 0 0 0 1 1 6 6 0 0 0 6-6V5a2 2 0 0 0-2-2z"}]];var Yt=[["path",{d:"M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8"}],["path",{d:"M3 3v5h5"}],["path",{d:"M12 7v5l4 2"}]];var xa=[["path",{d:"M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8"}],["path",{d:"M3 3v5h5"}]];var ga=[["path",{d:"m21 21-4.34-4.34"}],["circle",{cx:"11",cy:"11",r:"8"}]];var ya=[["path",{d:"M9.671 4.136a2.34 2.34 0 0 1 4.659 0 2.34 2.34 0 0 0 3.319 1.915 2.34 2.34 0 0 1 2.33 4.033 2.34 2.34 0 0 0 0 3.831 2.34 2.34 0 0 1-2.33 4.033 2.34 2.34 0 0 0-3.319 1.915 2.34 2.34 0 0 1-4.659 0 2.34 2.34 0 0 0-3.32-1.915 2.34 2.34 0 0 1-2.33-4.033 2.34 2.34 0 0 0 0-3.831A2.34 2.34 0 0 1 6.35 6.051a2.34 2.34 0 0 0 3.319-1.915"}],["circle",{cx:"12",cy:"12",r:"3"}]];var Zo=[["circle",{cx:"18",cy:"5",r:"3"}],["circle",{cx:"6",cy:"12",r:"3"}],["circle",{cx:"18",cy:"19",r:"3"}],["line",{x1:"8.59",x2:"15.42",y1:"13.51",y2:"17.49"}],["line",{x1:"15.41",x2:"8.59",y1:"6.51",y2:"10.49"}]];var Yo=[["rect",{width:"14",height:"20",x:"5",y:"2",rx:"2",ry:"2"}],["path",{d:"M12 18h.01"}]];var yt=[["path",{d:"M11.017 2.814a1 1 0 0 1 1.966 0l1.051 5.558a2 2 0 0 0 1.594 1.594l5.558 1.051a1 1 0 0 1 0 1.966l-5.558 1.051a2 2 0 0 0-1.594 1.594l-1.051 5.558a1 1 0 0 1-1.966 0l-1.051-5.558a2 2 0 0 0-1.594-1.594l-5.558-1.051a1 1 0 0 1 0-1.966l5.558-1.051a2 2 0 0 0 1.594-1.594z"}],["path",{d:"M20 2v4"}],["path",{d:"M22 4h-4"}],["circle",{cx:"4",cy:"20",r:"2"}]];var ba=[["path",{d:"m10 9-3 3 3 3"}],["path",{d:"m14 15 3-3-3-3"}],["rect",{x:"3",y:"3",width:"18",height:"18",rx:"2"}]];var ze=[["path",{d:"M12 3H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2v-7"}],["path",{d:"M18.375 2.625a1 1 0 0 1 3 3l-9.013 9.014a2 2 0 0 1-.853.505l-2.873.84a.5.5 0 0 1-.62-.62l.84-2.873a2 2 0 0 1 .506-.852z"}]];var Jo=[["rect",{width:"18",height:"18",x:"3",y:"3",rx:"2"}]];var Ca=[["path",{d:"M11.525 2.295a.53.53 0 0 1 .95 0l2.31 4.679a2.123 2.123 0 0 0 1.595 1.16l5.166.756a.53.53 0 0 1 .294.904l-3.736 3.638a2.123 2.123 0 0 0-.611 1.878l.882 5.14a.53.53 0 0 1-.771.56l-4.618-2.428a2.122 2.122 0 0 0-1.973 0L6.396 21.01a.53.53 0 0 1-.77-.56l.881-5.139a2.122 2.122 0 0 0-.611-1.879L2.16 9.795a.53.53 0 0 1 .294-.906l5.165-.755a2.122 2.122 0 0 0 1.597-1.16z"}]];var es=[["circle",{cx:"12",cy:"12",r:"4"}],["path",{d:"M12 2v2"}],["path",{d:"M12 20v2"}],["path",{d:"m4.93 4.93 1.41 1.41"}],["path",{d:"m17.66 17.66 1.41 1.41"}],["path",{d:"M2 12h2"}],["path",{d:"M20 12h2"}],["path",{d:"m6.34 17.66-1.41 1.41"}],["path",{d:"m19.07 4.93-1.41 1.41"}]];var ts=[["path",{d:"M9 18.12 10 14H4.17a2 2 0 0 1-1.92-2.56l2.33-8A2 2 0 0 1 6.5 2H20a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-2.76a2 2 0 0 0-1.79 1.11L12 22a3.13 3.13 0 0 1-3-3.88Z"}],["path",{d:"M17 14V2"}]];var rs=[["path",{d:"M15 5.88 14 10h5.83a2 2 0 0 1 1.92 2.56l-2.33 8A2 2 0 0 1 17.5 22H4a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2h2.76a2 2 0 0 0 1.79-1.11L12 2a3.13 3.13 0 0 1 3 3.88Z"}],["path",{d:"M7 10v12"}]];var wa=[["path",{d:"M10 11v6"}],["path",{d:"M14 11v6"}],["path",{d:"M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6"}],["path",{d:"M3 6h18"}],["path",{d:"M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2"}]];var bt=[["path",{d:"M19 21v-2a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v2"}],["circle",{cx:"12",cy:"7",r:"4"}]];var as=[["path",{d:"M12 20h.01"}],["path",{d:"M8.5 16.429a5 5 0 0 1 7 0"}],["path",{d:"M5 12.859a10 10 0 0 1 5.17-2.69"}],["path",{d:"M19 12.859a10 10 0 0 0-2.007-1.523"}],["path",{d:"M2 8.82a15 15 0 0 1 4.177-2.643"}],["path",{d:"M22 8.82a15 15 0 0 0-11.288-3.764"}],["path",{d:"m2 2 20 20"}]];var os=[["path",{d:"M14.7 6.3a1 1 0 0 0 0 1.4l1.6 1.6a1 1 0 0 0 1.4 0l3.106-3.105c.32-.322.863-.22.983.218a6 6 0 0 1-8.259 7.057l-7.91 7.91a1 1 0 0 1-2.999-3l7.91-7.91a6 6 0 0 1 7.057-8.259c.438.12.54.662.219.984z"}]];var va=[["path",{d:"M18 6 6 18"}],["path",{d:"m6 6 12 12"}]];var ss=[["path",{d:"M15.914 4a1.5 1.5 0 00-2.474-1.561l-9 9A1.5 1.5 0 005.5 14h4.002a.5.5 0 01.471.666L8.086 20a1.5 1.5 0 002.475 1.56l9-9A1.5 1.5 0 0018.5 10h-3.997a.5.5 0 01-.472-.667z"}]];var sd={agent:$o,analytics:Kt,atom:Ro,batch:da,bolt:ss,"book-open":Vt,"book-closed":Vt,"book-clock":Vt,bug:Io,calendar:Po,chart:Kt,check:ra,"check-circle":jt,"check-circle-filled":jt,"chevron-left":ht,"chevron-right":Do,"circle-question":Xt,clock:Oo,compass:Bo,cube:Mo,desktop:Wo,document:xt,"dots-horizontal":oa,"external-link":sa,globe:na,keys:No,lab:Ho,images:ia,info:la,lifesaver:qo,lightbulb:Fo,mail:Go,"map-pin":fa,maps:fa,mobile:Yo,name:bt,notebook:ma,"notebook-pencil":ma,"page-blank":xt,phone:Ko,play:jo,plus:Xo,profile:bt,"profile-card":bt,reload:xa,star:Ca,"star-filled":Ca,search:ga,sparkle:yt,"sparkle-double":yt,"square-code":ba,"square-image":ia,"square-text":xt,"settings-slider":ya,user:bt,write:gt,"write-alt":gt,"write-alt2":gt,"sidebar-left":Zt,"sidebar-right":ha,"sidebar-open-left":Zt,"sidebar-open-right":ha,home:Qt,"home-alt":Qt,"back-small":ht,"back-large":ht,"expand-large":ua,"expand-small":ua,"collapse-large":ca,"collapse-small":ca,"settings-cog":ya,grid:da,menu:pa,hamburger:pa,history:Yt,compose:ze,share:Zo,"light-mode":es,"dark-mode":zo,close:va},nd={"arrow-down":Eo,"arrow-up":Lo,alert:aa,attach:Vo,back:ht,check:ra,close:va,compose:ze,copy:Uo,document:xt,down:ts,"external-link":sa,globe:na,history:Yt,info:la,offline:as,pencil:gt,quote:Qo,retry:xa,search:ga,stop:Jo,tool:os,trash:wa,up:rs};function k(e){return Qn(nd[e])}function te(e){return e?Qn(sd[e.replace(/^lucide:/,"")]??yt):p}function Qn(e){return f`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${e.map(id)}</svg>`}function id([e,t]){let r=t;switch(e){case"path":return Ue`<path d=${r.d} />`;case"circle":return Ue`<circle cx=${r.cx} cy=${r.cy} r=${r.r} />`;case"ellipse":return Ue`<ellipse cx=${r.cx} cy=${r.cy} rx=${r.rx} ry=${r.ry} />`;case"line":return Ue`<line x1=${r.x1} y1=${r.y1} x2=${r.x2} y2=${r.y2} />`;case"rect":return Ue`<rect x=${r.x??0} y=${r.y??0} width=${r.width} height=${r.height} rx=${r.rx??0} />`;case"polyline":case"polygon":return Ue`<polyline points=${r.points} />`;default:return p}}var Zn=(e,t,r)=>{let a=new Map;for(let o=t;o<=r;o++)a.set(e[o],o);return a},Ct=oe(class extends ee{constructor(e){if(super(e),e.type!==Le.CHILD)throw Error("repeat() can only be used in text expressions")}dt(e,t,r){let a;r===void 0?r=t:t!==void 0&&(a=t);let o=[],n=[],i=0;for(let d of e)o[i]=a?a(d,i):i,n[i]=r(d,i),i++;return{values:n,keys:o}}render(e,t,r){return this.dt(e,t,r).values}update(e,[t,r,a]){let o=jn(e),{values:n,keys:i}=this.dt(t,r,a);if(!Array.isArray(o))return this.ut=i,n;let d=this.ut??=[],m=[],C,S,g=0,v=o.length-1,T=0,I=n.length-1;for(;g<=v&&T<=I;)if(o[g]===null)g++;else if(o[v]===null)v--;else if(d[g]===i[T])m[T]=Ee(o[g],n[T]),g++,T++;else if(d[v]===i[I])m[I]=Ee(o[v],n[I]),v--,I--;else if(d[g]===i[I])m[I]=Ee(o[g],n[I]),ct(e,m[I+1],o[g]),g++,I--;else if(d[v]===i[T])m[T]=Ee(o[v],n[T]),ct(e,o[g],o[v]),v--,T++;else if(C===void 0&&(C=Zn(i,T,I),S=Zn(d,g,v)),C.has(d[g]))if(C.has(d[v])){let Z=S.get(i[T]),et=Z!==void 0?o[Z]:null;if(et===null){let tt=ct(e,o[g]);Ee(tt,n[T]),m[T]=tt}else m[T]=Ee(et,n[T]),ct(e,o[g],et),o[Z]=null;T++}else Jr(o[v]),v--;else Jr(o[g]),g++;for(;T<=I;){let Z=ct(e,m[I+1]);Ee(Z,n[T]),m[T++]=Z}for(;g<=v;){let Z=o[g++];Z!==null&&Jr(Z)}return this.ut=i,Kn(e,m),z}});var ns=80,is=class extends ee{#e=null;constructor(t){if(super(t),t.type!==Le.ELEMENT)throw new Error("A thumbnail is drawn on a canvas.")}update(t,[r]){return r!==this.#e&&ld(t.element,r),this.#e=r,p}render(t){return p}},Yn=oe(is);function ld(e,t){let r=Math.min(t.width,t.height);e.width=e.height=ns;let a=e.getContext("2d");a&&(a.imageSmoothingQuality="high"),a?.drawImage(t,(t.width-r)/2,(t.height-r)/2,r,r,0,0,ns,ns)}var ne,Ve,er,Y,Ke,tr,M,Jn,ei,ls,ti,ri,ds,Jt,ka=class{constructor(t,r){u(this,M);u(this,ne);u(this,Ve);u(this,er,mt());u(this,Y,[]);u(this,Ke,[]);u(this,tr,0);c(this,ne,t),c(this,Ve,r)}get isEmpty(){return s(this,Y).length===0}get isSettled(){return s(this,Y).every(t=>t.attachment!==null)}get attachments(){return s(this,Y).flatMap(t=>t.attachment??[])}show(t){let r=t.map(a=>l(this,M,ds).call(this,a.name,null,null,a));l(this,M,Jt).call(this,[...s(this,Y).filter(a=>a.file!==null),...r])}add(t,{options:r,uploader:a}){let o=[];for(let n of t){let d=s(this,Y).length>=jr(r)?`A message can have up to ${String(jr(r))} files.`:$n(n,r);d===null?l(this,M,ei).call(this,n,a):o.includes(d)||o.push(d)}c(this,Ke,o),s(this,ne).requestUpdate(),s(this,ne).updateComplete.then(()=>s(this,er).value?.lastElementChild?.scrollIntoView({block:"nearest"}))}clear(){l(this,M,Jt).call(this,[])}render(){return this.isEmpty&&s(this,Ke).length===0?p:f`
      ${this.isEmpty?p:f`<ul class="tray" ${se(s(this,er))} part="attachments" aria-label="Attached files">
            ${Ct(s(this,Y),t=>t.key,t=>l(this,M,Jn).call(this,t))}
          </ul>`}
      ${s(this,Ke).map(t=>f`<p class="refused" role="alert">${k("alert")}<span dir="auto">${t}</span></p>`)}`}};ne=new WeakMap,Ve=new WeakMap,er=new WeakMap,Y=new WeakMap,Ke=new WeakMap,tr=new WeakMap,M=new WeakSet,Jn=function(t){let r=t.failure?"failed":t.attachment?"there":"going";return f`<li class="file" data-state=${r}>
      <span class="file-face">${t.thumbnail?f`<canvas ${Yn(t.thumbnail)}></canvas>`:k("document")}
        ${r==="going"?f`<i class="ring" aria-hidden="true"></i>`:p}</span>
      <span class="file-text"><span class="file-name" dir="auto" title=${t.name}>${t.name}</span>
        <span class="file-state">${t.failure??(r==="going"?"Uploading":t.file?So(t.file.size):"")}</span></span>
      ${r==="failed"&&t.uploader?f`<button class="quiet" type="button" title="Try again" aria-label=${`Upload ${t.name} again`}
            @click=${()=>{l(this,M,ls).call(this,t)}}>${k("retry")}</button>`:p}
      <button class="quiet" type="button" title="Remove" aria-label=${`Remove ${t.name}`}
        @click=${a=>{l(this,M,ri).call(this,t,a)}}>${k("close")}</button>
    </li>`},ei=function(t,r){let a=l(this,M,ds).call(this,t.name,t,r,null);l(this,M,Jt).call(this,[...s(this,Y),a]),We(t).startsWith("image/")&&l(this,M,ti).call(this,a,t),l(this,M,ls).call(this,a)},ls=function(t){let{file:r,uploader:a}=t;!r||!a||(t.failure=null,s(this,ne).requestUpdate(),a.upload(r,t.abort.signal).then(o=>{if(t.abort.signal.aborted){a.discard(o.id);return}t.attachment=o,s(this,Ve).call(this,`${t.name} is attached.`)},o=>{t.abort.signal.aborted||(t.failure=dd(o),s(this,Ve).call(this,`${t.name}: ${t.failure}`))}).finally(()=>{s(this,ne).requestUpdate()}))},ti=async function(t,r){t.thumbnail=await createImageBitmap(r).catch(()=>null),s(this,ne).requestUpdate()},ri=function(t,r){t.abort.abort(),t.attachment&&t.uploader&&t.uploader.discard(t.attachment.id);let a=r.currentTarget.closest("form");l(this,M,Jt).call(this,s(this,Y).filter(o=>o!==t)),s(this,Ve).call(this,`${t.name} is removed.`),s(this,ne).updateComplete.then(()=>{a?.querySelector(this.isEmpty?"textarea":".file:last-child button:last-child")?.focus()})},ds=function(t,r,a,o){return c(this,tr,s(this,tr)+1),{key:s(this,tr),name:t,file:r,uploader:a,attachment:o,abort:new AbortController,thumbnail:null,failure:null}},Jt=function(t){for(let r of s(this,Y).filter(a=>!t.includes(a)))r.thumbnail?.close();c(this,Y,t),c(this,Ke,[]),s(this,ne).requestUpdate()};function ai(e,t){let r=o=>{let n=o.target;t([...n.files??[]]),n.value=""};return f`<button class="quiet attach" part="attach-button" type="button" title="Attach files" aria-label="Attach files"
      @click=${o=>{o.currentTarget.nextElementSibling.click()}}>${k("attach")}</button>
    <input type="file" hidden ?multiple=${jr(e)>1} accept=${Rn(e)??p} @change=${r} />`}function dd(e){return(e instanceof me&&e.status<500?e.said:null)??"It could not be uploaded."}var fd=CSS.supports("field-sizing","content"),ge,wt,ie,le,ye,V,je,D,oi,si,ni,Aa,ii,fs,li,us,di,Sa=class{constructor(t,r){u(this,D);u(this,ge);u(this,wt,mt());u(this,ie);u(this,le,"");u(this,ye,null);u(this,V,null);u(this,je,null);u(this,Aa,t=>{c(this,le,t.target.value),s(this,ge).requestUpdate()});c(this,ge,t),c(this,ie,new ka(t,r)),t.addController(this)}hostUpdated(){let t=s(this,wt).value;t&&t.value!==s(this,le)&&(t.value=s(this,le)),t&&!fd&&ud(t)}get toolId(){return s(this,V)}focus(){s(this,wt).value?.focus()}attach(t,r){s(this,ie).add(t,r),this.focus()}set(t){t.content?c(this,le,ps(t.content)):t.text!==void 0&&c(this,le,t.text),t.reply!==void 0&&c(this,ye,t.reply||null),t.attachments&&s(this,ie).show(t.attachments),t.selectedToolId!==void 0&&c(this,V,t.selectedToolId),t.selectedModelId!==void 0&&c(this,je,t.selectedModelId),s(this,ge).requestUpdate()}render(t){let r=t.options?.tools?.find(i=>i.id===s(this,V)),a=t.closedBecause??r?.placeholderOverride??t.options?.placeholder??tn,o=t.closedBecause!==null,{attaching:n}=t;return f`
      <form class="composer" part="composer" @submit=${i=>{i.preventDefault(),l(this,D,us).call(this,t)}}>
        ${s(this,ye)===null?p:l(this,D,oi).call(this,s(this,ye))}
        ${s(this,ie).render()}
        <div class="composer-line">
          ${n&&!o?ai(n.options,i=>{this.attach(i,n)}):p}
          <textarea ${se(s(this,wt))} part="input" rows="1" dir="auto" enterkeyhint="send" autocomplete="off"
            aria-label=${a} placeholder=${a} ?disabled=${o}
            @input=${s(this,Aa)} @paste=${i=>{l(this,D,ii).call(this,i,n)}} @keydown=${i=>{l(this,D,li).call(this,i,t)}}></textarea>
          ${t.busy&&t.canStop?f`<button class="send stop" part="stop-button" type="button" aria-label="Stop answering" title="Stop"
                @click=${()=>{t.stop(),this.focus()}}>${k("stop")}</button>`:f`<button class="send" part="send-button" type="submit" aria-label="Send message" title="Send"
                ?disabled=${o||t.busy||!l(this,D,fs).call(this)}>${k("arrow-up")}</button>`}
        </div>
        ${t.options?.tools?.length||t.options?.models?.length?f`<div class="composer-bar">${l(this,D,si).call(this,t)} ${l(this,D,ni).call(this,t)}</div>`:p}
      </form>`}};ge=new WeakMap,wt=new WeakMap,ie=new WeakMap,le=new WeakMap,ye=new WeakMap,V=new WeakMap,je=new WeakMap,D=new WeakSet,oi=function(t){let r=()=>{c(this,ye,null),s(this,ge).requestUpdate(),this.focus()};return f`<div class="composer-quote" part="quote">
      ${k("quote")}<blockquote dir="auto">${t}</blockquote>
      <button class="quiet" type="button" aria-label="Remove the quote" @click=${r}>${k("close")}</button>
    </div>`},si=function(t){let r=a=>{c(this,V,s(this,V)===a?null:a),s(this,ge).requestUpdate(),t.toolChanged(s(this,V))};return(t.options?.tools??[]).map(a=>f`<button class="tool" type="button" aria-pressed=${s(this,V)===a.id}
        @click=${()=>{r(a.id)}}>${te(a.icon)}<span>${a.shortLabel??a.label}</span></button>`)},ni=function(t){let r=t.options?.models??[];if(r.length===0)return p;let a=s(this,je)??r.find(o=>o.default)?.id??r[0]?.id;return f`<select class="models" aria-label="Model"
      @change=${o=>{c(this,je,o.target.value)}}>
      ${r.map(o=>f`<option value=${o.id} ?disabled=${o.disabled??!1}
        ?selected=${o.id===a}>${o.label}</option>`)}
    </select>`},Aa=new WeakMap,ii=function(t,r){let a=[...t.clipboardData?.files??[]];!r||a.length===0||t.clipboardData?.types.includes("text/plain")||(t.preventDefault(),this.attach(a,r))},fs=function(){return s(this,ie).isSettled&&(s(this,le).trim()!==""||!s(this,ie).isEmpty)},li=function(t,r){let a=t.isComposing||t.keyCode===229;t.key!=="Enter"||t.shiftKey||a||(t.preventDefault(),l(this,D,us).call(this,r))},us=function(t){if(t.busy||t.closedBecause!==null||!l(this,D,fs).call(this))return;let r=s(this,je)??t.options?.models?.find(o=>o.default)?.id,a={content:[{type:"input_text",text:s(this,le).trim()}],quote:s(this,ye),attachments:s(this,ie).attachments,...r?{model:r}:{},...s(this,V)?{toolId:s(this,V)}:{}};l(this,D,di).call(this,t),t.send(a)},di=function(t){c(this,le,""),c(this,ye,null),s(this,ie).clear();let r=t.options?.tools?.find(a=>a.id===s(this,V));s(this,V)!==null&&!r?.persistent&&(c(this,V,null),t.toolChanged(null)),s(this,ge).requestUpdate()};function ps(e){return e.map(t=>t.type==="input_tag"?`@${t.text}`:t.text).join("")}function ud(e){e.style.height="auto",e.style.height=`${String(e.scrollHeight)}px`}function fi(e,t){let r=[],a=new Map,o=[];for(let{source:n,index:i}of t){if(!n)continue;let d=pd(n),m=a.get(d);m===void 0&&(m=r.push(n),a.set(d,m)),typeof i=="number"&&o.push({at:i,number:m})}return{sources:r,marked:cd(e.replaceAll(/[\uE000\uE001]/g,""),o)}}function pd(e){return e.type==="url"?`url ${e.url}`:e.type==="file"?`file ${e.filename}`:`entity ${e.id}`}function cd(e,t){if(t.length===0)return e;let r=Array.from(e),a="",o=0;for(let{at:n,number:i}of t.toSorted((d,m)=>d.at-m.at)){let d=Math.max(o,Math.min(n,r.length));for(;d>o&&/\s/.test(r[d-1]??"");)d-=1;a+=`${r.slice(o,d).join("")}${String(i)}`,o=d}return a+r.slice(o).join("")}var w={Document:1,Blockquote:20,Paragraph:2,Heading_1:3,Heading_2:4,Heading_3:5,Heading_4:6,Heading_5:7,Heading_6:8,Code_Block:9,Code_Fence:10,Code_Inline:11,Italic_Ast:12,Italic_Und:13,Strong_Ast:14,Strong_Und:15,Strike:16,Link:17,Raw_URL:18,Image:19,Line_Break:21,Rule:22,List_Unordered:23,List_Ordered:24,List_Item:25,Checkbox:26,Table:27,Table_Row:28,Table_Cell:29,Equation_Block:30,Equation_Inline:31};var hs=1,pi=2,ci=4,mi=8,hi=16,vt={Href:hs,Src:pi,Lang:ci,Checked:mi,Start:hi};var md=e=>{switch(e){case 1:return 3;case 2:return 4;case 3:return 5;case 4:return 6;case 5:return 7;default:return 8}},hd=md;var ui=24;function xi(e){let t=new Uint32Array(ui);return t[0]=1,{renderer:e,text:"",pending:"",tokens:t,len:0,token:1,fence_end:0,blockquote_idx:0,hr_char:"",hr_chars:0,fence_start:0,spaces:new Uint8Array(ui),indent:"",indent_len:0,table_state:0}}function gi(e){e.pending.length>0&&N(e,`
`)}function _(e){e.text.length!==0&&(console.assert(e.len>0,"Never adding text to root"),e.renderer.add_text(e.renderer.data,e.text),e.text="")}function R(e){console.assert(e.len>0,"No nodes to end"),e.len-=1,e.token=e.tokens[e.len],e.renderer.end_token(e.renderer.data)}function E(e,t){(e.tokens[e.len]===24||e.tokens[e.len]===23)&&t!==25&&R(e),e.len+=1,e.tokens[e.len]=t,e.token=t,e.renderer.add_token(e.renderer.data,t)}function xd(e,t,r){for(;r<=e.len;){if(e.tokens[r]===t)return r;r+=1}return-1}function Xe(e,t){for(e.fence_start=0;e.len>t;)R(e)}function Ta(e,t){let r=0;for(let a=0;a<=e.len&&(t-=e.spaces[a],!(t<0));a+=1)switch(e.tokens[a]){case 9:case 10:case 20:case 25:r=a;break}for(;e.len>r;)R(e);return t}function cs(e,t){let r=-1,a=-1;for(let o=e.blockquote_idx+1;o<=e.len;o+=1)if(e.tokens[o]===25){if(e.indent_len<e.spaces[o]){a=-1;break}a=o}else e.tokens[o]===t&&(r=o);return a===-1?r===-1?(Xe(e,e.blockquote_idx),E(e,t),!0):(Xe(e,r),!1):(Xe(e,a),E(e,t),!0)}function ms(e,t){E(e,25),e.spaces[e.len]=e.indent_len+t,be(e),e.token=103}function be(e){e.indent="",e.indent_len=0,e.pending=""}function xs(e){switch(e){case 48:case 49:case 50:case 51:case 52:case 53:case 54:case 55:case 56:case 57:return!0;default:return!1}}function gd(e){switch(e){case 32:case 58:case 59:case 41:case 44:case 33:case 46:case 63:case 93:case 10:return!0;default:return!1}}function yd(e){return xs(e)||gd(e)}function N(e,t){for(let r of t){if(e.token===101){switch(r){case" ":e.indent_len+=1;continue;case"	":e.indent_len+=4;continue}let o=Ta(e,e.indent_len);e.indent_len=0,e.token=e.tokens[e.len],o>0&&N(e," ".repeat(o))}let a=e.pending+r;switch(e.token){case 21:case 1:case 20:case 24:case 23:switch(console.assert(e.text.length===0,"Root should not have any text"),e.pending[0]){case void 0:e.pending=r;continue;case" ":console.assert(e.pending.length===1),e.pending=r,e.indent+=" ",e.indent_len+=1;continue;case"	":console.assert(e.pending.length===1),e.pending=r,e.indent+="	",e.indent_len+=4;continue;case`
`:if(console.assert(e.pending.length===1),e.tokens[e.len]===25&&e.token===21){R(e),be(e),e.pending=r;continue}Xe(e,e.blockquote_idx),be(e),e.blockquote_idx=0,e.fence_start=0,e.pending=r;continue;case"#":switch(r){case"#":if(e.pending.length<6){e.pending=a;continue}break;case" ":Ta(e,e.indent_len),E(e,hd(e.pending.length)),be(e);continue}break;case">":{let n=xd(e,20,e.blockquote_idx+1);n===-1?(Xe(e,e.blockquote_idx),e.blockquote_idx+=1,e.fence_start=0,E(e,20)):e.blockquote_idx=n,be(e),e.pending=r;continue}case"-":case"*":case"_":if(e.hr_chars===0&&(console.assert(e.pending.length===1,"Pending should be one character"),e.hr_chars=1,e.hr_char=e.pending),e.hr_chars>0){switch(r){case e.hr_char:e.hr_chars+=1,e.pending=a;continue;case" ":e.pending=a;continue;case`
`:if(e.hr_chars<3)break;Ta(e,e.indent_len),e.renderer.add_token(e.renderer.data,22),e.renderer.end_token(e.renderer.data),be(e),e.hr_chars=0;continue}e.hr_chars=0}if(e.pending[0]!=="_"&&e.pending[1]===" "){cs(e,23),ms(e,2),N(e,a.slice(2));continue}break;case"`":if(e.pending.length<3){if(r==="`"){e.pending=a,e.fence_start=a.length;continue}e.fence_start=0;break}switch(r){case"`":e.pending.length===e.fence_start?(e.pending=a,e.fence_start=a.length):(E(e,2),be(e),e.fence_start=0,N(e,a));continue;case`
`:{Ta(e,e.indent_len),E(e,10),e.pending.length>e.fence_start&&e.renderer.set_attr(e.renderer.data,ci,e.pending.slice(e.fence_start)),be(e),e.token=101;continue}default:e.pending=a;continue}case"+":if(r!==" ")break;cs(e,23),ms(e,2);continue;case"0":case"1":case"2":case"3":case"4":case"5":case"6":case"7":case"8":case"9":if(e.pending[e.pending.length-1]==="."){if(r!==" ")break;cs(e,24)&&e.pending!=="1."&&e.renderer.set_attr(e.renderer.data,hi,e.pending.slice(0,-1)),ms(e,e.pending.length+1);continue}else{let n=r.charCodeAt(0);if(n===46||xs(n)){e.pending=a;continue}}break;case"|":Xe(e,e.blockquote_idx),E(e,27),E(e,28),e.pending="",N(e,r);continue}let o=a;if(e.token===21)e.token=e.tokens[e.len],e.renderer.add_token(e.renderer.data,21),e.renderer.end_token(e.renderer.data);else if(e.indent_len>=4){let n=0;for(;n<4;n+=1)if(e.indent[n]==="	"){n=n+1;break}o=e.indent.slice(n)+a,E(e,9)}else E(e,2);be(e),N(e,o);continue;case 27:if(e.table_state===1)switch(r){case"-":case" ":case"|":case":":e.pending=a;continue;case`
`:e.table_state=2,e.pending="";continue;default:R(e),e.table_state=0;break}else switch(e.pending){case"|":E(e,28),e.pending="",N(e,r);continue;case`
`:R(e),e.pending="",e.table_state=0,N(e,r);continue}break;case 28:switch(e.pending){case"":break;case"|":E(e,29),R(e),e.pending="",N(e,r);continue;case`
`:R(e),e.table_state=Math.min(e.table_state+1,2),e.pending="",N(e,r);continue;default:E(e,29),N(e,r);continue}break;case 29:if(e.pending==="|"){_(e),R(e),e.pending="",N(e,r);continue}break;case 9:switch(a){case`
    `:case`
   	`:case`
  	`:case`
 	`:case`
	`:e.text+=`
`,e.pending="";continue;case`
`:case`
 `:case`
  `:case`
   `:e.pending=a;continue;default:e.pending.length!==0?(_(e),R(e),e.pending=r):e.text+=r;continue}case 10:switch(r){case"`":e.pending=a;continue;case`
`:if(a.length===e.fence_start+e.fence_end+1){_(e),R(e),e.pending="",e.fence_start=0,e.fence_end=0,e.token=101;continue}e.token=101;break;case" ":if(e.pending[0]===`
`){e.pending=a,e.fence_end+=1;continue}break}e.text+=e.pending,e.pending=r,e.fence_end=1;continue;case 11:switch(r){case"`":a.length===e.fence_start+ +(e.pending[0]===" ")?(_(e),R(e),e.pending="",e.fence_start=0):e.pending=a;continue;case`
`:e.text+=e.pending,e.pending="",e.token=21,e.blockquote_idx=0,_(e);continue;case" ":e.text+=e.pending,e.pending=r;continue;default:e.text+=a,e.pending="";continue}case 103:switch(e.pending.length){case 0:if(r!=="[")break;e.pending=a;continue;case 1:if(r!==" "&&r!=="x")break;e.pending=a;continue;case 2:if(r!=="]")break;e.pending=a;continue;case 3:if(r!==" ")break;e.renderer.add_token(e.renderer.data,26),e.pending[1]==="x"&&e.renderer.set_attr(e.renderer.data,mi,""),e.renderer.end_token(e.renderer.data),e.pending=" ";continue}e.token=e.tokens[e.len],e.pending="",N(e,a);continue;case 14:case 15:{let n="*",i=12;if(e.token===15&&(n="_",i=13),n===e.pending){if(_(e),n===r){R(e),e.pending="";continue}E(e,i),e.pending=r;continue}break}case 12:case 13:{let n="*",i=14;switch(e.token===13&&(n="_",i=15),e.pending){case n:n===r?e.tokens[e.len-1]===i?e.pending=a:(_(e),E(e,i),e.pending=""):(_(e),R(e),e.pending=r);continue;case n+n:let d=e.token;_(e),R(e),R(e),n!==r?(E(e,d),e.pending=r):e.pending="";continue}break}case 16:if(a==="~~"){_(e),R(e),e.pending="";continue}break;case 105:r===`
`?(_(e),E(e,30),e.pending=""):(e.token=e.tokens[e.len],e.pending[0]==="\\"?e.text+="[":e.text+="$$",e.pending="",N(e,r));continue;case 30:if(a==="\\]"||a==="$$"){_(e),R(e),e.pending="";continue}break;case 31:if(a==="\\)"||e.pending[0]==="$"){_(e),R(e),r===")"?e.pending="":e.pending=r;continue}break;case 102:a==="http://"||a==="https://"?(_(e),E(e,18),e.pending=a,e.text=a):"http:/"[e.pending.length]===r||"https:/"[e.pending.length]===r?e.pending=a:(e.token=e.tokens[e.len],N(e,r));continue;case 17:case 19:if(e.pending==="]"){_(e),r==="("?e.pending=a:(R(e),e.pending=r);continue}if(e.pending[0]==="]"&&e.pending[1]==="("){if(r===")"){let n=e.token===17?hs:pi,i=e.pending.slice(2);e.renderer.set_attr(e.renderer.data,n,i),R(e),e.pending=""}else e.pending+=r;continue}break;case 18:r===" "||r===`
`||r==="\\"?(e.renderer.set_attr(e.renderer.data,hs,e.pending),_(e),R(e),e.pending=r):(e.text+=r,e.pending=a);continue;case 104:if(a.startsWith("<br")){if(a.length===3||r===" "||r==="/"&&(a.length===4||e.pending[e.pending.length-1]===" ")){e.pending=a;continue}if(r===">"){_(e),e.token=e.tokens[e.len],e.renderer.add_token(e.renderer.data,21),e.renderer.end_token(e.renderer.data),e.pending="";continue}}e.token=e.tokens[e.len],e.text+="<",e.pending=e.pending.slice(1),N(e,r);continue}switch(e.pending[0]){case"\\":if(e.token===19||e.token===30||e.token===31)break;switch(r){case"(":_(e),E(e,31),e.pending="";continue;case"[":e.token=105,e.pending=a;continue;case`
`:e.pending=r;continue;default:let o=r.charCodeAt(0);e.pending="",e.text+=xs(o)||o>=65&&o<=90||o>=97&&o<=122?a:r;continue}case`
`:switch(e.token){case 19:case 30:case 31:break;case 3:case 4:case 5:case 6:case 7:case 8:_(e),Xe(e,e.blockquote_idx),e.blockquote_idx=0,e.pending=r;continue;default:_(e),e.pending=r,e.token=21,e.blockquote_idx=0;continue}break;case"<":if(e.token!==19&&e.token!==30&&e.token!==31){_(e),e.pending=a,e.token=104;continue}break;case"`":if(e.token===19)break;r==="`"?(e.fence_start+=1,e.pending=a):(e.fence_start+=1,_(e),E(e,11),e.text=r===" "||r===`
`?"":r,e.pending="");continue;case"_":case"*":{if(e.token===19||e.token===30||e.token===31||e.token===14)break;let o=12,n=14,i=e.pending[0];if(i==="_"&&(o=13,n=15),e.pending.length===1){if(i===r){e.pending=a;continue}if(r!==" "&&r!==`
`){_(e),E(e,o),e.pending=r;continue}}else{if(i===r){_(e),E(e,n),E(e,o),e.pending="";continue}if(r!==" "&&r!==`
`){_(e),E(e,n),e.pending=r;continue}}break}case"~":if(e.token!==19&&e.token!==16){if(e.pending==="~"){if(r==="~"){e.pending=a;continue}}else if(r!==" "&&r!==`
`){_(e),E(e,16),e.pending=r;continue}}break;case"$":if(e.token!==19&&e.token!==16&&e.pending==="$")if(r==="$"){e.token=105,e.pending=a;continue}else{if(yd(r.charCodeAt(0)))break;_(e),E(e,31),e.pending=r;continue}break;case"[":if(e.token!==19&&e.token!==17&&e.token!==30&&e.token!==31&&r!=="]"){_(e),E(e,17),e.pending=r;continue}break;case"!":if(e.token!==19&&r==="["){_(e),E(e,19),e.pending="";continue}break;case" ":if(e.pending.length===1&&r===" ")continue;break}if(e.token!==19&&e.token!==17&&e.token!==30&&e.token!==31&&r==="h"&&(e.pending===" "||e.pending==="")){e.text+=e.pending,e.pending=r,e.token=102;continue}e.text+=e.pending,e.pending=r}_(e)}var wd={[w.Blockquote]:"blockquote",[w.Paragraph]:"p",[w.Line_Break]:"br",[w.Rule]:"hr",[w.Heading_1]:"h3",[w.Heading_2]:"h3",[w.Heading_3]:"h4",[w.Heading_4]:"h5",[w.Heading_5]:"h6",[w.Heading_6]:"h6",[w.Italic_Ast]:"em",[w.Italic_Und]:"em",[w.Strong_Ast]:"strong",[w.Strong_Und]:"strong",[w.Strike]:"s",[w.Code_Inline]:"code",[w.Link]:"a",[w.Raw_URL]:"a",[w.List_Unordered]:"ul",[w.List_Ordered]:"ol",[w.List_Item]:"li",[w.Checkbox]:"input"};function Ci(e,t){return{data:{stack:[{node:e,token:w.Document}],context:t,heldMark:"",unclosed:null},add_token:vd,end_token:Ad,add_text:Ld,set_attr:_d}}function rr(e){let t=e.stack.at(-1);if(!t)throw new Error("The markdown parser closed more than it opened.");return t}function vd(e,t){t!==w.Document&&e.stack.push({node:kd(rr(e).node,t),token:t})}function kd(e,t){switch(t){case w.Code_Block:case w.Code_Fence:return Sd(e);case w.Table:{let r=J(e,"div","table");return r.tabIndex=0,J(r,"table")}case w.Table_Row:{let r=e.children.length===0,a=r||e.children.length===1?J(e,r?"thead":"tbody"):e.children[1];return J(a,"tr")}case w.Table_Cell:return J(e,e.parentElement?.tagName==="THEAD"?"th":"td");case w.Checkbox:{let r=J(e,"input");return r.type="checkbox",r.disabled=!0,r}default:return J(e,wd[t]??"span")}}function Sd(e){let t=J(e,"div","code"),r=J(t,"div","code-bar");J(r,"span","code-language");let a=J(r,"button","copy-code");a.type="button",a.textContent="Copy";let o=J(t,"pre");return o.tabIndex=0,J(o,"code")}function J(e,t,r){let a=document.createElement(t);return r&&(a.className=r),e.appendChild(a)}function Ad(e){let{node:t,token:r}=rr(e);if(e.stack.pop(),r===w.Link&&!t.hasAttribute("href")&&!t.dataset.refused)t.replaceWith("[",...t.childNodes,"]");else if(r===w.Equation_Inline)t.replaceWith("$",...t.childNodes,"$");else if(r===w.Equation_Block)t.replaceWith("$$",...t.childNodes,"$$");else if(r===w.Image)t.replaceWith(Td(t,e.context));else if(r===w.Raw_URL){let a=t.textContent,o=wi(a);t.textContent=o,o.length<a.length&&t.after(a.slice(o.length))}}function Td(e,{imageDomains:t}){let r=e.dataset.src??"",a=e.textContent||"Image",o=ot(r,t);if(o){let d=document.createElement("img");return d.alt=a,d.loading="lazy",d.referrerPolicy="no-referrer",d.src=o.href,d}let n=He(r);if(!n||r==="")return document.createTextNode(a);let i=document.createElement("a");return i.textContent=a,st(i,n),i}function _d(e,t,r){let{node:a,token:o}=rr(e);switch(t){case vt.Href:Ed(e,a,o===w.Raw_URL?wi(r):bi(r));return;case vt.Src:a.dataset.src=bi(r);return;case vt.Lang:{let n=a.closest(".code")?.querySelector(".code-language");n&&(n.textContent=r.trim().slice(0,40));return}case vt.Checked:a.checked=!0;return;case vt.Start:a.start=Number.parseInt(r,10)||1}}function Ed(e,t,r){let a=He(r);a?st(t,a):t.dataset.refused="true",e.unclosed=r.lastIndexOf("(")>r.lastIndexOf(")")?{anchor:t,address:r}:null}function bi(e){return e.trim().replace(/\s+(["']).*\1$/,"").replace(/^<(.*)>$/,"$1")}function wi(e){return e.replace(/[.,;:!?"')\]*_]+$/,"")}function Ld(e,t){let{node:r}=rr(e),a=e.heldMark+Rd(e,t);for(e.heldMark="";;){let o=a.indexOf("");if(o<0)break;let n=a.indexOf("",o);if(o>0&&r.append(a.slice(0,o)),n<0){e.heldMark=a.slice(o);return}let i=e.context.chip(Number(a.slice(o+1,n)));i&&r.append(i),a=a.slice(n+1)}a&&r.append(a)}function Rd(e,t){let{unclosed:r}=e;if(!r||t===""||(e.unclosed=null,!t.startsWith(")")||r.anchor.parentNode!==rr(e).node))return t;let a=He(`${r.address})`);return a&&st(r.anchor,a),t.slice(1)}var Ce,Re,kt,Qe,Ze,ar,or,_a,vi,gs=class extends ee{constructor(r){super(r);u(this,_a);u(this,Ce,"");u(this,Re,null);u(this,kt,null);u(this,Qe,null);u(this,Ze,!1);u(this,ar,"");u(this,or,null);if(r.type!==Le.ELEMENT)throw new Error("markdown() belongs on an element")}render(r){return z}update(r,[a]){let{text:o,complete:n,imageDomains:i}=a;c(this,or,a);let d=i.join(" "),m=o.startsWith(s(this,Ce))&&d===s(this,ar);return(!s(this,Re)||!m||s(this,Ze)&&o!==s(this,Ce))&&(r.element.replaceChildren(),c(this,kt,Ci(r.element,{imageDomains:i,chip:C=>s(this,or)?.chip(C)??null})),c(this,Re,xi(s(this,kt))),c(this,Qe,null),c(this,Ce,""),c(this,Ze,!1),c(this,ar,d)),o.length>s(this,Ce).length&&(s(this,Qe)?.remove(),N(s(this,Re),o.slice(s(this,Ce).length)),c(this,Ce,o),c(this,Qe,n?null:l(this,_a,vi).call(this))),n&&!s(this,Ze)&&(s(this,Qe)?.remove(),gi(s(this,Re)),c(this,Ze,!0)),z}};Ce=new WeakMap,Re=new WeakMap,kt=new WeakMap,Qe=new WeakMap,Ze=new WeakMap,ar=new WeakMap,or=new WeakMap,_a=new WeakSet,vi=function(){let r=s(this,Re)?.pending??"",a=s(this,kt)?.data.stack.at(-1);if(!a||a.token===w.Document||!/^[\p{L}\p{N}.,;:?…。、]$/u.test(r))return null;let o=document.createTextNode(r);return a.node.append(o),o};var ki=oe(gs);function Si(e){let t=$d(e);return f`<li class="sent-file">
    ${t?f`<a class="picture" href=${t} target="_blank" rel="noopener noreferrer" title=${e.name}>
          <img src=${t} alt=${e.name} loading="lazy" decoding="async" @error=${Md} /></a>`:p}
    <span class="file-name" dir="auto" title=${e.name}>${k("document")}<span>${e.name}</span></span>
  </li>`}function $d({type:e,preview_url:t}){return e==="image"&&t&&/^https?:/i.test(t)?t:null}function Md(e){e.target.closest(".picture")?.remove()}function Ai(e,t){let r=e[t-1];if(!r)return null;let a=r.type==="url"?He(r.url):null,o=document.createElement(a?"a":"span");return o.className="chip",o.textContent=String(t),o.title=Ea(r),o.setAttribute("aria-label",`Source ${String(t)}: ${Ea(r)}`),a&&st(o,a),o}function Ti(e){return e.length===0?p:f`<section class="sources" part="sources" aria-label="Sources">
    <h3>Sources</h3>
    <ol>${e.map((t,r)=>f`<li>
      <span class="source-number" aria-hidden="true">${r+1}</span>${ys(t)}</li>`)}</ol>
  </section>`}function ys(e){let t=e.type==="url"?He(e.url):null;if(!t)return f`<span class="source">${k("document")}<span dir="auto">${Ea(e)}</span></span>`;let r=t.origin!==location.origin;return f`<a class="source" href=${t.href} rel="noopener noreferrer" target=${r?"_blank":p}>
    <span class="source-title" dir="auto">${Ea(e)}</span>
    <span class="source-place" dir="ltr">${r?t.host:t.pathname}</span></a>`}function Ea(e){return e.title?e.title:e.type==="url"?e.url:e.type==="file"?e.filename:e.id}var Id=24;function _i(e,t,r){return Ei(e.widget,{item:e,actions:t,imageDomains:r},0)}function Ei(e,t,r){if(r>Id)return p;let a=()=>Ud(e).map(o=>Ei(o,t,r+1));switch(e.type){case"Title":return f`<h4 dir="auto">${H(e,"value")}</h4>`;case"Text":case"Label":return f`<p dir="auto">${H(e,"value")}</p>`;case"Caption":return f`<p class="caption" dir="auto">${H(e,"value")}</p>`;case"Badge":return f`<span class="badge">${H(e,"label")}</span>`;case"Markdown":return we(H(e,"value"),{open:e.streaming===!0,imageDomains:t.imageDomains});case"Icon":return te(H(e,"name"));case"Image":return Od(e,t.imageDomains);case"Divider":return f`<hr />`;case"Button":return Dd(e,t);case"Row":return f`<div class="row">${a()}</div>`;case"Form":return f`<form @submit=${o=>{Li(o,e.onSubmitAction,t)}}>${a()}</form>`;case"Card":return Pd(e,t,a());case"ListViewItem":return e.onClickAction?f`<button type="button" class="list-item"
        @click=${()=>{La(e.onClickAction,t)}}>${a()}</button>`:f`<div class="list-item">${a()}</div>`;case"Table":return f`<div class="table" tabindex="0"><table><tbody>${a()}</tbody></table></div>`;case"Table.Row":return f`<tr>${a()}</tr>`;case"Table.Cell":return f`<td>${a()}</td>`;case"Input":case"Textarea":case"DatePicker":case"Checkbox":case"Select":case"RadioGroup":return Bd(e);default:return a()}}function Pd(e,t,r){let o=[["confirm","button primary"],["cancel","button"]].map(([i,d])=>{let m=e[i];if(!m?.label)return p;let C=i==="confirm"&&e.asForm===!0;return f`<button class=${d} type=${C?"submit":"button"}
      @click=${C?p:()=>{La(m.action,t)}}>${m.label}</button>`}),n=e.confirm;return f`<form class="card" @submit=${i=>{Li(i,n?.action,t)}}>
    ${r}<div class="row">${o}</div>
  </form>`}function Dd(e,t){let r=e.submit===!0,a=e.style==="primary"?"button primary":"button";return f`<button class=${a} type=${r?"submit":"button"} ?disabled=${e.disabled===!0}
    @click=${r?p:()=>{La(e.onClickAction,t)}}>
    ${te(H(e,"iconStart"))}${H(e,"label")}${te(H(e,"iconEnd"))}</button>`}function Od(e,t){let r=ot(H(e,"src"),t);return r?f`<img src=${r.href} alt=${H(e,"alt")} loading="lazy" referrerpolicy="no-referrer" />`:p}function Bd(e){let t=H(e,"name"),r=H(e,"label")||H(e,"placeholder")||H(e,"ariaLabel")||t,a=H(e,"defaultValue"),o=e.disabled===!0,n=e.required===!0,i=Array.isArray(e.options)?e.options:[];switch(e.type){case"Textarea":return f`<textarea name=${t} aria-label=${r} placeholder=${H(e,"placeholder")} .value=${a}
        ?disabled=${o} ?required=${n}></textarea>`;case"Checkbox":return f`<label><input type="checkbox" name=${t} ?checked=${e.defaultChecked===!0}
        ?disabled=${o} ?required=${n} /> ${r}</label>`;case"Select":return f`<select name=${t} aria-label=${r} ?disabled=${o}>
        ${i.map(d=>f`<option value=${d.value}
          ?selected=${d.value===a}>${d.label}</option>`)}
      </select>`;case"RadioGroup":return f`<fieldset ?disabled=${o}><legend>${r}</legend>
        ${i.map(d=>f`<label><input type="radio" name=${t} value=${d.value}
          ?checked=${d.value===a} ?required=${n} /> ${d.label}</label>`)}</fieldset>`;default:return f`<input name=${t} type=${e.type==="DatePicker"?"date":H(e,"inputType")||"text"}
        aria-label=${r} placeholder=${H(e,"placeholder")} value=${a}
        ?disabled=${o} ?required=${n} />`}}function Li(e,t,r){e.preventDefault();let a=Object.fromEntries(new FormData(e.currentTarget));La(t,r,a)}function La(e,{actions:t,item:r},a={}){let o=e;typeof o?.type=="string"&&t.run({...o,payload:{...o.payload,...a}},r)}function Ud(e){let{children:t}=e;return Array.isArray(t)?t:t?[t]:[]}function H(e,t){let r=e[t];return typeof r=="string"||typeof r=="number"?String(r):""}var Hd={web_search:"Searched the web",thought:"Thought about it",file:"Read files",image:"Made an image"};function bs(e,t){let r=e.title??Hd[e.type]??"Worked on it",a=e.content?we(e.content,{open:e.status_indicator==="loading",imageDomains:t}):p;return f`<div class="task" data-status=${e.status_indicator??"none"}>
    ${k(e.type==="web_search"?"search":"check")}
    <div><p dir="auto">${r}</p>${a}
      ${e.sources?.length?f`<ul class="task-sources">${e.sources.map(o=>f`<li>${ys(o)}</li>`)}</ul>`:p}
    </div>
  </div>`}function Ri(e,t){return f`<details class="item work" part="workflow" ?open=${e.expanded??!1}>
    <summary dir="auto">${Nd(e)}</summary>
    ${e.tasks.map(r=>bs(r,t))}
  </details>`}function Nd(e){let{summary:t,type:r,tasks:a}=e;return t?.title?t.title:t?.duration!==void 0?`Thought for ${String(Math.max(1,Math.round(t.duration)))} s`:a.at(-1)?.title??(r==="reasoning"?"Thinking":"Working")}function $i(e,t){switch(e.type){case"user_message":return qd(e);case"assistant_message":return Fd(e,t);case"widget":return f`<div class="item widget" part="widget">${_i(e,t.widgets,t.imageDomains)}</div>`;case"workflow":return Ri(e.workflow,t.imageDomains);case"task":return f`<div class="item work" part="task">${bs(e.task,t.imageDomains)}</div>`;case"generated_image":return Wd(e.image?.url,t.imageDomains);default:return p}}function qd(e){let t=ps(e.content);return f`<article class="item question" aria-label="You">
    ${e.quoted_text?f`<blockquote class="quote" part="quote" dir="auto">${e.quoted_text}</blockquote>`:p}
    ${e.attachments?.length?f`<ul class="attached" part="attachments" aria-label="Attached files">${e.attachments.map(Si)}</ul>`:p}
    ${t===""?p:f`<div class="bubble" part="user-message" dir="auto">${t}</div>`}
  </article>`}function Fd(e,t){return f`<article class="item answer" part="assistant-message" aria-label="Assistant" aria-busy=${t.open}>
    ${e.content.map(r=>Gd(r,t))}
  </article>`}function Gd(e,t){let{marked:r,sources:a}=fi(e.text,e.annotations);return f`${we(r,t,a)} ${Ti(a)}`}function we(e,t,r=[]){let a={text:e,complete:!t.open,imageDomains:t.imageDomains,chip:o=>Ai(r,o)};return f`<div class="markdown" part="markdown" dir="auto" ${ki(a)}></div>`}function Wd(e,t){if(!e)return p;let r=/^data:image\/(png|jpeg|webp|gif);/.test(e)?e:ot(e,t)?.href;return r?f`<img class="item generated" src=${r} alt="Generated image" />`:p}function Mi(e){return e.map(r=>r.type==="assistant_message"?r.content.map(a=>a.text).join(`

`):r.type==="widget"?r.copy_text??"":"").filter(r=>r!=="").join(`

`)}var Ii=1600,sr,nr,Cs,Ra=class{constructor(t){u(this,nr);$(this,"copiedId",null);u(this,sr);c(this,sr,t)}async copyTurn(t){let r=t.at(-1)?.id??null;await Pi(Mi(t))&&(l(this,nr,Cs).call(this,r),setTimeout(()=>{this.copiedId===r&&l(this,nr,Cs).call(this,null)},Ii))}async copyCode(t){let r=t.closest(".code")?.querySelector("code")?.textContent??"";t.textContent=await Pi(r)?"Copied":"Not allowed",setTimeout(()=>{t.textContent="Copy"},Ii)}};sr=new WeakMap,nr=new WeakSet,Cs=function(t){this.copiedId=t,s(this,sr).call(this)};async function Pi(e){try{return await navigator.clipboard.writeText(e),!0}catch{return!1}}var $a=class{#e;#t;#r;constructor(t,r){this.#e=t,this.#t=r,t.addController(this)}hostUpdated(){clearTimeout(this.#r),this.#t()>0&&(this.#r=setTimeout(()=>{this.#e.requestUpdate()},1e3))}hostDisconnected(){clearTimeout(this.#r)}};var $e,ir,lr,dr,fr,ws,Ma=class{constructor(t,r,a){u(this,fr);$(this,"over",!1);u(this,$e);u(this,ir);u(this,lr);u(this,dr,t=>{if(!t.dataTransfer?.types.includes("Files")||!s(this,lr).call(this))return;t.preventDefault();let r=t.type==="dragleave"&&!zd(s(this,$e),t.relatedTarget);l(this,fr,ws).call(this,t.type!=="drop"&&!r),t.type==="drop"&&s(this,ir).call(this,[...t.dataTransfer.files])});c(this,$e,t),c(this,lr,r),c(this,ir,a),t.addController(this)}hostConnected(){for(let t of Di)s(this,$e).addEventListener(t,s(this,dr))}hostDisconnected(){for(let t of Di)s(this,$e).removeEventListener(t,s(this,dr));l(this,fr,ws).call(this,!1)}};$e=new WeakMap,ir=new WeakMap,lr=new WeakMap,dr=new WeakMap,fr=new WeakSet,ws=function(t){t!==this.over&&(this.over=t,s(this,$e).requestUpdate())};var Di=["dragenter","dragover","dragleave","drop"];function zd(e,t){return t instanceof Node&&(e.contains(t)||(e.shadowRoot?.contains(t)??!1))}var vs="New chat",ur,St,At,j,Bi,Ui,Hi,Ni,Ia,Pa=class{constructor(t){u(this,j);u(this,ur);u(this,St,null);u(this,At,null);c(this,ur,t)}reset(){l(this,j,Ia).call(this,null,null)}render(t){let{history:r}=t,a=r.threads.length===0&&!r.loading&&!r.problem;return f`<section class="history" part="history" role="dialog" aria-label="Chat history"
      @keydown=${o=>{l(this,j,Ni).call(this,o,t)}}>
      <header class="header">
        <button class="quiet" type="button" aria-label="Back to the chat" @click=${t.close}>${k("back")}</button>
        <h2 class="title">Chats</h2>
      </header>
      ${r.problem?f`<p class="history-note" role="alert">${r.problem.message}
        <button class="button" type="button" @click=${()=>{r.reload()}}>Try again</button></p>`:p}
      ${a?f`<p class="history-note">No chats yet. What you ask is kept here.</p>`:p}
      <ul class="threads" part="threads">
        ${Ct(r.threads,o=>o.id,o=>l(this,j,Bi).call(this,o,t))}
      </ul>
      ${r.loading?f`<p class="history-note" role="status">Loading chats</p>`:p}
      ${r.hasMore&&!r.loading?f`<button class="button more" type="button" @click=${()=>{r.more()}}>Show older chats</button>`:p}
    </section>`}};ur=new WeakMap,St=new WeakMap,At=new WeakMap,j=new WeakSet,Bi=function(t,r){if(s(this,St)===t.id)return l(this,j,Ui).call(this,t,r);if(s(this,At)===t.id)return l(this,j,Hi).call(this,t,r);let a=t.title||vs,o=t.id===r.currentId;return f`<li class="thread" part="thread">
      <button class="thread-open" type="button" aria-current=${o?"true":p}
        @click=${()=>{r.open(t.id)}}>
        <span class="thread-title" dir="auto">${a}</span><span class="thread-date">${Vd(t)}</span></button>
      ${r.showRename?f`<button class="quiet" type="button" title="Rename" aria-label=${`Rename ${a}`}
        @click=${()=>{l(this,j,Ia).call(this,t.id,null)}}>${k("pencil")}</button>`:p}
      ${r.showDelete?f`<button class="quiet" type="button" title="Delete" aria-label=${`Delete ${a}`}
        @click=${()=>{l(this,j,Ia).call(this,null,t.id)}}>${k("trash")}</button>`:p}
    </li>`},Ui=function(t,r){return f`<li class="thread"><form class="rename" @submit=${o=>{o.preventDefault();let n=new FormData(o.target).get("title");this.reset(),typeof n=="string"&&n.trim()!==""&&r.rename(t.id,n.trim())}}>
      <input name="title" aria-label="New title" placeholder=${vs} maxlength="200" autocomplete="off"
        ${se(Oi)} .value=${t.title??""} />
      <button class="button primary" type="submit">Save</button>
      <button class="button" type="button" @click=${()=>{this.reset()}}>Cancel</button>
    </form></li>`},Hi=function(t,r){return f`<li class="thread confirm">
      <span class="thread-title" dir="auto">Delete “${t.title||vs}”?</span>
      <button class="button danger" type="button" ${se(Oi)}
        @click=${()=>{this.reset(),r.remove(t.id)}}>Delete</button>
      <button class="button" type="button" @click=${()=>{this.reset()}}>Keep</button>
    </li>`},Ni=function(t,r){t.key==="Escape"&&(t.preventDefault(),t.stopPropagation(),s(this,St)??s(this,At)?this.reset():r.close())},Ia=function(t,r){c(this,St,t),c(this,At,r),s(this,ur).call(this)};function Oi(e){e instanceof HTMLElement&&queueMicrotask(()=>{e.focus()})}function Vd(e){if(!e.created_at)return"";let t=/(Z|[+-]\d\d:?\d\d)$/.test(e.created_at)?e.created_at:`${e.created_at}Z`,r=new Date(t);return Number.isNaN(r.getTime())?"":r.toDateString()===new Date().toDateString()?r.toLocaleTimeString(void 0,{hour:"2-digit",minute:"2-digit"}):r.toLocaleDateString(void 0,{day:"numeric",month:"short",year:"numeric"})}function qi(e,t,r){let a=ks(e,t);return f`<div class="problem" part="error">
    ${k(e.kind==="offline"?"offline":"alert")}
    <p><span dir="auto" role="alert">${e.message}
      ${e.wait?f`<span class="unseen">You can try again in ${e.wait.seconds} seconds.</span>`:p}</span>
      ${a>0?f`<span class="wait" aria-hidden="true">You can try again in ${Kd(a)}.</span>`:p}</p>
    ${e.canRetry&&r.retry?f`<button class="button" part="retry-button" type="button" ?disabled=${a>0}
          @click=${r.retry}>Try again</button>`:p}
    <button class="quiet" type="button" aria-label="Dismiss" @click=${r.dismiss}>${k("close")}</button>
  </div>`}function ks(e,t){return e.wait?Math.max(0,Math.ceil((e.wait.until-t)/1e3)):0}function Kd(e){return e<60?`${String(e)} s`:`${String(Math.floor(e/60))}:${String(e%60).padStart(2,"0")}`}var pr,Tt,q,_t,cr,mr,Et,hr,Ss,xr,Da=class{constructor(t,r){u(this,hr);$(this,"atEnd",!0);$(this,"follow",!0);u(this,pr);u(this,Tt);u(this,q,null);u(this,_t,null);u(this,cr,0);u(this,mr,0);u(this,Et,new ResizeObserver(()=>{l(this,hr,Ss).call(this)}));$(this,"attach",t=>{if(s(this,Et).disconnect(),s(this,q)?.removeEventListener("scroll",s(this,xr)),c(this,q,t instanceof HTMLElement?t:null),!!s(this,q)){s(this,q).addEventListener("scroll",s(this,xr),{passive:!0}),s(this,Et).observe(s(this,q));for(let r of s(this,q).children)s(this,Et).observe(r)}});u(this,xr,()=>{let t=s(this,q);if(!t)return;let r=Fi(t);r!==this.atEnd&&(this.atEnd=r,s(this,pr).requestUpdate()),t.scrollTop<240&&s(this,Tt).call(this)});c(this,pr,t),c(this,Tt,r),t.addController(this)}hostUpdate(){let t=s(this,q);t&&(c(this,cr,t.scrollHeight),t.scrollTop<s(this,mr)-1&&!Fi(t)&&(this.atEnd=!1))}settle(t){let r=s(this,q);r&&(s(this,_t)!==null&&s(this,_t)!==t&&!this.atEnd?r.scrollTop+=r.scrollHeight-s(this,cr):l(this,hr,Ss).call(this),c(this,_t,t),r.scrollHeight<=r.clientHeight+240&&s(this,Tt).call(this))}toEnd(t=!1){this.atEnd=!0;let r=matchMedia("(prefers-reduced-motion: reduce)").matches;s(this,q)?.scrollTo({top:s(this,q).scrollHeight,behavior:t&&!r?"smooth":"instant"})}};pr=new WeakMap,Tt=new WeakMap,q=new WeakMap,_t=new WeakMap,cr=new WeakMap,mr=new WeakMap,Et=new WeakMap,hr=new WeakSet,Ss=function(){!this.atEnd||!this.follow||!s(this,q)||(s(this,q).scrollTop=s(this,q).scrollHeight,c(this,mr,s(this,q).scrollTop))},xr=new WeakMap;function Fi(e){return e.scrollHeight-e.scrollTop-e.clientHeight<64}function Wi(e){let{header:t}=e;if(t?.enabled===!1)return p;let r=t?.title?.enabled===!1?"":t?.title?.text??(e.title||e.frameTitle);return f`<header class="header" part="header">
    ${Gi(t?.leftAction)}
    <h2 class="title" part="title"><bdi>${r}</bdi></h2>
    ${e.historyEnabled?f`<button class="quiet" part="history-button" type="button" title="History" aria-label="Show chat history"
          @click=${e.showHistory}>${k("history")}</button>`:p}
    <button class="quiet" part="new-button" type="button" title="New chat" aria-label="Start a new chat"
      ?disabled=${!e.canStartNew} @click=${e.startNew}>${k("compose")}</button>
    ${Gi(t?.rightAction)}
  </header>`}function Gi(e){if(!e)return p;let t=e.icon.replaceAll("-"," ");return f`<button class="quiet" part="header-action" type="button" title=${t} aria-label=${t}
    @click=${()=>{e.onClick()}}>${te(e.icon)}</button>`}var jd={},zi=oe(class extends ee{constructor(){super(...arguments),this.ot=jd}render(e,t){return t()}update(e,[t,r]){if(Array.isArray(t)){if(Array.isArray(this.ot)&&this.ot.length===t.length&&t.every((a,o)=>a===this.ot[o]))return z}else if(this.ot===t)return z;return this.ot=Array.isArray(t)?Array.from(t):t,this.render(t,r)}});var Vi=[];function Ki(e){let{conversation:t}=e,{state:r}=t,a=Qd(r.items);return f`
    ${t.older.loading?f`<div class="paging" role="status">Loading earlier messages</div>`:p}
    ${t.older.failed&&!t.older.loading?f`<div class="paging"><button class="button" type="button"
          @click=${()=>{t.loadOlder()}}>Show earlier messages</button></div>`:p}
    ${Ct(r.items,o=>o.id,(o,n)=>{let i=a.get(n),d=t.responding&&n===r.items.length-1;return f`${Xd(o,e)}${i&&!d?Zd(i,e):p}`})}
    ${r.notices.map(o=>Jd(o))}
    ${t.responding?Yd(e):p}`}function Xd(e,t){let{state:r}=t.conversation,a=r.open.has(e.id),o=r.thread?.allowed_image_domains??Vi;return zi([e,a,o.join(" ")],()=>$i(e,{open:a,imageDomains:o,widgets:t.widgets}))}function Qd(e){let t=new Map,r=[];return e.forEach((a,o)=>{a.type==="user_message"?r=[]:r.push(a);let n=e[o+1];(!n||n.type==="user_message")&&r.some(d=>d.type==="assistant_message")&&t.set(o,r)}),t}function Zd(e,t){let r=e.at(-1);if(!r)return f``;let a=e.map(i=>i.id),o=t.feedback.of(r.id),n=t.copiedId===r.id;return f`<div class="actions" part="actions" role="group" aria-label="Answer actions">
    <button class="quiet" type="button" title="Copy" aria-label=${n?"Copied":"Copy answer"}
      @click=${()=>{t.copy(e)}}>${k(n?"check":"copy")}</button>
    ${t.showFeedback?["positive","negative"].map(i=>f`<button class="quiet" type="button"
          title=${i==="positive"?"Good answer":"Bad answer"}
          aria-label=${i==="positive"?"Good answer":"Bad answer"} aria-pressed=${o===i}
          @click=${()=>{t.rate(a,i)}}>${k(i==="positive"?"up":"down")}</button>`):p}
    ${t.showRetry?f`<button class="quiet" type="button" title="Answer again" aria-label="Answer again"
          ?disabled=${t.conversation.responding} @click=${()=>{t.retry(r.id)}}>${k("retry")}</button>`:p}
  </div>`}function Yd(e){let{items:t,progress:r}=e.conversation.state;if(r)return f`<div class="activity" part="progress" role="status">
      ${te(r.icon)}<span class="shimmer" dir="auto">${r.text}</span></div>`;let a=t.at(-1);return a?.type==="assistant_message"&&a.content.some(n=>n.text!=="")?p:f`<div class="activity dots" role="status" aria-label="The assistant is answering"><i></i><i></i><i></i></div>`}function Jd(e){return f`<aside class="notice" part="notice" data-level=${e.level} role=${e.level==="danger"?"alert":"note"}>
    ${k(e.level==="info"?"info":"alert")}
    <div>${e.title?f`<strong dir="auto">${e.title}</strong>`:p}
      ${we(e.message,{open:!1,imageDomains:Vi})}</div>
  </aside>`}function ji(e,t){let r=e?.prompts??[];return f`<div class="start" part="start-screen">
    <h2 part="greeting" dir="auto">${e?.greeting??en}</h2>
    <ul class="prompts">
      ${r.map(({label:a,prompt:o,icon:n})=>f`<li>
        <button class="prompt" part="prompt" type="button"
          @click=${()=>{t(typeof o=="string"?[{type:"input_text",text:o}]:o)}}>
          ${te(n)}<span dir="auto">${a}</span></button></li>`)}
    </ul>
  </div>`}var Me,K,X,Xi,Qi,Zi,Yi,Ji,el,Oa=class{constructor(t,r){u(this,X);$(this,"frame",mt());u(this,Me);u(this,K);c(this,Me,t),c(this,K,r)}render(t,r,a){let{announcer:o,dropping:n,scroll:i}=s(this,Me),{conversation:d}=r,m=d.loading||d.responding;return f`<section class="frame" part="frame" ${se(this.frame)} aria-label=${t.frameTitle??$r}>
      <div class="chat" ?inert=${a}>
        ${l(this,X,Zi).call(this,t,r)}
        <div class="body">
          <div class="log" part="log" role="log" tabindex="0" aria-label="Conversation" aria-live="off"
            aria-busy=${m} ${se(i.attach)}>
            <div class="column">${l(this,X,Xi).call(this,t,r)}</div>
          </div>
          ${i.atEnd?p:f`<button class="jump" part="jump-button" type="button" aria-label="Jump to the latest message"
                @click=${()=>{i.toEnd(!0)}}>${k("arrow-down")}</button>`}
        </div>
        ${l(this,X,Yi).call(this,t,r)}
      </div>
      ${a?l(this,X,el).call(this,t,r):p}
      ${n.over?f`<div class="drop" part="drop-area"><p>${k("attach")}Drop files to attach them</p></div>`:p}
      <p class="unseen" role="status">${o.said}</p>
    </section>`}renderUnusable(t){return f`<section class="frame" part="frame" ${se(this.frame)} aria-label=${$r}>
      <p class="unusable" role="alert">${k("alert")} This chat is not set up. ${t}</p>
    </section>`}};Me=new WeakMap,K=new WeakMap,X=new WeakSet,Xi=function(t,r){let{conversation:a}=r;return a.state.items.length>0||a.responding?l(this,X,Qi).call(this,t,r):a.loading?f`<div class="skeleton" role="status" aria-label="Loading the chat"><i></i><i></i><i></i></div>`:ji(t.startScreen,o=>{s(this,K).send({content:o,quote:null,attachments:[]})})},Qi=function(t,{conversation:r,feedback:a}){let{copying:o}=s(this,Me);return Ki({conversation:r,feedback:a,widgets:{run:s(this,K).runWidgetAction},showFeedback:t.threadItemActions?.feedback??!1,showRetry:t.threadItemActions?.retry??!1,copiedId:o.copiedId,copy:n=>{o.copyTurn(n)},retry:s(this,K).retry,rate:s(this,K).rate})},Zi=function(t,{conversation:r}){return Wi({header:t.header,title:r.state.thread?.title??null,frameTitle:t.frameTitle??$r,historyEnabled:t.history?.enabled??!0,canStartNew:r.state.items.length>0,startNew:()=>{s(this,K).openThread(null)},showHistory:s(this,K).showHistory})},Yi=function(t,r){let{conversation:a}=r,{problem:o,items:n}=a.state,i=a.loadFailed||n.some(m=>m.type==="user_message"),{disclaimer:d}=t;return f`<footer class="footer" part="footer"><div class="column">
      ${o?qi(o,Date.now(),{retry:i?()=>{s(this,K).retry()}:null,dismiss:()=>{a.dismissProblem()}}):p}
      ${l(this,X,Ji).call(this,t,r)}
      ${d?f`<div class="disclaimer" part="disclaimer" data-contrast=${d.highContrast?"high":"normal"}>
            ${we(d.text,{open:!1,imageDomains:[]})}</div>`:p}
    </div></footer>`},Ji=function(t,r){let{conversation:a}=r,{thread:o,allowCancel:n}=a.state,{type:i,reason:d}=o?.status??{type:"active"};return i==="closed"?f`<p class="closed" part="closed" role="status">${d??"This chat is closed."}</p>`:s(this,Me).composer.render({options:t.composer,closedBecause:i==="locked"?d??"This chat is locked.":null,busy:a.responding||a.loading,canStop:a.responding&&n,attaching:r.attachingBy(t),send:s(this,K).send,stop:()=>{a.stop()},toolChanged:s(this,K).changeTool})},el=function(t,{history:r,conversation:a}){return s(this,Me).historyPanel.render({history:r,currentId:a.threadId,showRename:t.history?.showRename??!0,showDelete:t.history?.showDelete??!0,open:s(this,K).openThread,close:s(this,K).hideHistory,rename:(o,n)=>{r.rename(o,n).then(i=>{i&&a.rename(i)})},remove:o=>{r.delete(o).then(n=>{n&&o===a.threadId&&a.open(null)})}})};var Q,Lt,F,gr,yr,ke,Ye,Ua,Rt,ue,br,Cr,Se,Ha,$t,Na,x,tl,rl,al,As,Ts,_s,ol,sl,nl,qa,wr,Ba,de,ve,Es,re,Je=class extends Te{constructor(){super();u(this,x);u(this,Q,null);u(this,Lt,null);u(this,F,null);u(this,gr,!1);u(this,yr,!1);u(this,ke,!1);u(this,Ye,null);u(this,Ua,an(()=>{this.requestUpdate()}));u(this,Rt,new Yr(this));u(this,ue,new Sa(this,r=>{s(this,Rt).say(r)}));u(this,br,new Ra(()=>{this.requestUpdate()}));u(this,Cr,new Pa(()=>{this.requestUpdate()}));u(this,Se,new Da(this,()=>{let r=s(this,F)?.conversation;r&&!r.older.failed&&r.loadOlder()}));u(this,Ha,new Ma(this,()=>l(this,x,Ts).call(this)!==null,r=>{l(this,x,_s).call(this,r)}));u(this,$t,new Oa({announcer:s(this,Rt),composer:s(this,ue),copying:s(this,br),dropping:s(this,Ha),historyPanel:s(this,Cr),scroll:s(this,Se)},{openThread:r=>{l(this,x,de).call(this,this.setThreadId(r)),l(this,x,Ba).call(this)},send:r=>{l(this,x,de).call(this,l(this,x,As).call(this,r)),l(this,x,Ba).call(this)},retry:r=>{l(this,x,de).call(this,l(this,x,ol).call(this,r)),l(this,x,Ba).call(this)},rate:(r,a)=>{l(this,x,de).call(this,l(this,x,sl).call(this,r,a))},runWidgetAction:(r,a)=>{l(this,x,de).call(this,l(this,x,nl).call(this,r,a))},changeTool:r=>{l(this,x,re).call(this,"chatkit.tool.change",{toolId:r})},showHistory:()=>{l(this,x,de).call(this,this.showHistory())},hideHistory:()=>{l(this,x,de).call(this,this.hideHistory())}}));u(this,Na,new Zr(this,()=>s(this,$t).frame.value));u(this,qa,r=>{let a=r.target instanceof Element?r.target:null,o=a?.closest("a"),n=o?Js(o.href):null;if(n){r.preventDefault(),l(this,x,re).call(this,"chatkit.deeplink",n);return}let i=a?.closest(".copy-code");i&&s(this,br).copyCode(i)});u(this,wr,()=>{let r=s(this,F)?.conversation;r?.state.problem?.kind==="offline"&&l(this,x,de).call(this,r.recover())});new $a(this,()=>{let r=s(this,F)?.conversation.state.problem;return r?ks(r,Date.now()):0})}setOptions(r){let a=rn(r);a.length>0&&l(this,x,Es).call(this,"options.unknown",{keys:a}),c(this,Q,r),s(this,Se).follow=r.thread?.autoScroll??!0,s(this,Na).set(r.theme);let o=eo(r);c(this,Lt,typeof o=="string"?o:null),typeof o=="string"?l(this,x,re).call(this,"chatkit.error",{error:new Error(o)}):l(this,x,rl).call(this,o),this.requestUpdate()}async focusComposer(){await this.updateComplete,s(this,ue).focus()}async setThreadId(r){let{conversation:a}=l(this,x,ve).call(this);await this.hideHistory(),!(r===a.threadId&&(r!==null||a.state.items.length===0))&&(s(this,Se).toEnd(),await a.open(r))}async sendUserMessage(r){r.newThread&&await this.setThreadId(null),await l(this,x,As).call(this,{content:r.content??[{type:"input_text",text:r.text??""}],quote:r.reply||null,attachments:r.attachments??[],...r.model?{model:r.model}:{},...r.toolChoice?{toolId:r.toolChoice.id}:{}})}async setComposerValue(r){let a=s(this,ue).toolId;s(this,ue).set(r),r.files?.length&&l(this,x,_s).call(this,r.files),s(this,ue).toolId!==a&&l(this,x,re).call(this,"chatkit.tool.change",{toolId:s(this,ue).toolId}),await this.updateComplete}async fetchUpdates(){await l(this,x,ve).call(this).conversation.refresh()}async sendCustomAction(r,a){await l(this,x,ve).call(this).conversation.act(r,a)}async showHistory(){let{history:r}=l(this,x,ve).call(this);s(this,ke)||(c(this,Ye,this.shadowRoot?.activeElement??null),c(this,ke,!0),s(this,Cr).reset(),r.reload(),await this.updateComplete,this.renderRoot.querySelector(".history button")?.focus(),l(this,x,re).call(this,"chatkit.history.open"))}async hideHistory(){s(this,ke)&&(c(this,ke,!1),this.requestUpdate(),l(this,x,re).call(this,"chatkit.history.close"),await this.updateComplete,s(this,Ye)instanceof HTMLElement&&s(this,Ye).focus(),c(this,Ye,null))}connectedCallback(){super.connectedCallback(),addEventListener("online",s(this,wr)),this.hasUpdated&&s(this,F)&&l(this,x,de).call(this,s(this,F).conversation.refresh())}disconnectedCallback(){super.disconnectedCallback(),removeEventListener("online",s(this,wr)),queueMicrotask(()=>{this.isConnected||s(this,F)?.conversation.release()})}render(){return s(this,Q)?s(this,F)?s(this,$t).render(s(this,Q),s(this,F),s(this,ke)):s(this,Lt)?s(this,$t).renderUnusable(s(this,Lt)):p:p}firstUpdated(){this.renderRoot.addEventListener("click",s(this,qa))}updated(){let r=s(this,F);r&&(s(this,Se).settle(r.conversation.state.items[0]?.id??null),l(this,x,tl).call(this,r))}};Q=new WeakMap,Lt=new WeakMap,F=new WeakMap,gr=new WeakMap,yr=new WeakMap,ke=new WeakMap,Ye=new WeakMap,Ua=new WeakMap,Rt=new WeakMap,ue=new WeakMap,br=new WeakMap,Cr=new WeakMap,Se=new WeakMap,Ha=new WeakMap,$t=new WeakMap,Na=new WeakMap,x=new WeakSet,tl=function({conversation:r}){if(s(this,gr)||(c(this,gr,!0),l(this,x,re).call(this,"chatkit.ready")),s(this,yr))return;c(this,yr,!0);let a=s(this,Q)?.initialThread??null,o=r.threadId===null&&!r.responding;a!==null&&o&&l(this,x,de).call(this,r.open(a))},rl=function({url:r}){let a=new URL(r,document.baseURI).href;if(s(this,F)?.address===a)return;let o=s(this,F);o?.conversation.release();let n={url:r,fetch:(...i)=>l(this,x,al).call(this,...i)};c(this,F,new Qr(a,n,s(this,Q)?.locale,{changed:s(this,Ua),emit:(i,d)=>{s(this,Rt).heed(i),l(this,x,re).call(this,i,d)},runClientTool:(i,d)=>{let m=s(this,Q)?.onClientTool;return m?Promise.resolve().then(()=>m({name:i,params:d})):null}})),o?.conversation.threadId&&l(this,x,re).call(this,"chatkit.thread.change",{threadId:null})},al=function(...[r,a]){let o=s(this,Q)?eo(s(this,Q)):"";return(typeof o=="string"||!o.fetch?fetch:o.fetch)(r,a)},As=async function(r){if(r.content.every(n=>n.text.trim()==="")&&r.attachments.length===0)throw new Error("A message needs some text or an attachment.");let o=l(this,x,ve).call(this).conversation.send(r);s(this,Se).toEnd(),await o},Ts=function(){return s(this,Q)&&!s(this,ke)&&s(this,F)?.attachingBy(s(this,Q))||null},_s=function(r){let a=l(this,x,Ts).call(this);a?s(this,ue).attach(r,a):l(this,x,Es).call(this,"composer.attachments.disabled",{count:r.length})},ol=async function(r){s(this,Se).toEnd(),await l(this,x,ve).call(this).conversation.retry(r)},sl=async function(r,a){let{conversation:o,feedback:n}=l(this,x,ve).call(this);if(o.threadId===null)return;let i=n.rate(o.threadId,r,a);this.requestUpdate(),await i.finally(()=>{this.requestUpdate()})},nl=async function(r,a){let{handler:o,streaming:n,type:i,payload:d}=r,m={type:i,...d?{payload:d}:{}};o==="client"?await s(this,Q)?.widgets?.onAction?.(m,{id:a.id,widget:a.widget}):await l(this,x,ve).call(this).conversation.act(m,a.id,n??!0)},qa=new WeakMap,wr=new WeakMap,Ba=function(){matchMedia("(pointer: fine)").matches&&this.focusComposer()},de=function(r){r.catch(a=>{l(this,x,re).call(this,"chatkit.error",{error:a})})},ve=function(){if(!s(this,F))throw new Error("ChatKit is not set up: call setOptions({ api: { url } }) first.");return s(this,F)},Es=function(r,a){l(this,x,re).call(this,"chatkit.log",{name:r,data:a})},re=function(r,a){this.dispatchEvent(new CustomEvent(r,{detail:a}))},$(Je,"styles",Gn);var il="chatgraft-chatkit",ll="openai-chatkit",Ls=class extends Je{};customElements.get(il)||customElements.define(il,Je);function Wx(){let e=customElements.get(ll);return e?e.prototype instanceof Je:(customElements.define(ll,Ls),!0)}export{Je as ChatgraftChatKit,Wx as claimOfficialName};
