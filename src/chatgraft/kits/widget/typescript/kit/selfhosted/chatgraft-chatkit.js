/* eslint-disable */
// @ts-nocheck
/* Chatgraft chat element, Apache-2.0. Contains lit (BSD-3-Clause), streaming-markdown (MIT), eventsource-parser (MIT), lucide icons (ISC). */
var $i=Object.defineProperty;var ds=e=>{throw TypeError(e)};var Ii=(e,t,r)=>t in e?$i(e,t,{enumerable:!0,configurable:!0,writable:!0,value:r}):e[t]=r;var M=(e,t,r)=>Ii(e,typeof t!="symbol"?t+"":t,r),Aa=(e,t,r)=>t.has(e)||ds("Cannot "+r);var s=(e,t,r)=>(Aa(e,t,"read from private field"),r?r.call(e):t.get(e)),u=(e,t,r)=>t.has(e)?ds("Cannot add the same private member more than once"):t instanceof WeakSet?t.add(e):t.set(e,r),p=(e,t,r,a)=>(Aa(e,t,"write to private field"),a?a.call(e,r):t.set(e,r),r),l=(e,t,r)=>(Aa(e,t,"access private method"),r);var lr=globalThis,dr=lr.ShadowRoot&&(lr.ShadyCSS===void 0||lr.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,Ta=Symbol(),fs=new WeakMap,vt=class{constructor(t,r,a){if(this._$cssResult$=!0,a!==Ta)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=t,this.t=r}get styleSheet(){let t=this.o,r=this.t;if(dr&&t===void 0){let a=r!==void 0&&r.length===1;a&&(t=fs.get(r)),t===void 0&&((this.o=t=new CSSStyleSheet).replaceSync(this.cssText),a&&fs.set(r,t))}return t}toString(){return this.cssText}},us=e=>new vt(typeof e=="string"?e:e+"",void 0,Ta),F=(e,...t)=>{let r=e.length===1?e[0]:t.reduce((a,o,n)=>a+(i=>{if(i._$cssResult$===!0)return i.cssText;if(typeof i=="number")return i;throw Error("Value passed to 'css' function must be a 'css' function result: "+i+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(o)+e[n+1],e[0]);return new vt(r,e,Ta)},ps=(e,t)=>{if(dr)e.adoptedStyleSheets=t.map(r=>r instanceof CSSStyleSheet?r:r.styleSheet);else for(let r of t){let a=document.createElement("style"),o=lr.litNonce;o!==void 0&&a.setAttribute("nonce",o),a.textContent=r.cssText,e.appendChild(a)}},_a=dr?e=>e:e=>e instanceof CSSStyleSheet?(t=>{let r="";for(let a of t.cssRules)r+=a.cssText;return us(r)})(e):e;var{is:Pi,defineProperty:Di,getOwnPropertyDescriptor:Oi,getOwnPropertyNames:Bi,getOwnPropertySymbols:Ni,getPrototypeOf:Hi}=Object,fr=globalThis,ms=fr.trustedTypes,Ui=ms?ms.emptyScript:"",qi=fr.reactiveElementPolyfillSupport,At=(e,t)=>e,Ea={toAttribute(e,t){switch(t){case Boolean:e=e?Ui:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let r=e;switch(t){case Boolean:r=e!==null;break;case Number:r=e===null?null:Number(e);break;case Object:case Array:try{r=JSON.parse(e)}catch{r=null}}return r}},hs=(e,t)=>!Pi(e,t),cs={attribute:!0,type:String,converter:Ea,reflect:!1,useDefault:!1,hasChanged:hs};Symbol.metadata??=Symbol("metadata"),fr.litPropertyMetadata??=new WeakMap;var ie=class extends HTMLElement{static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(t,r=cs){if(r.state&&(r.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(t)&&((r=Object.create(r)).wrapped=!0),this.elementProperties.set(t,r),!r.noAccessor){let a=Symbol(),o=this.getPropertyDescriptor(t,a,r);o!==void 0&&Di(this.prototype,t,o)}}static getPropertyDescriptor(t,r,a){let{get:o,set:n}=Oi(this.prototype,t)??{get(){return this[r]},set(i){this[r]=i}};return{get:o,set(i){let d=o?.call(this);n?.call(this,i),this.requestUpdate(t,d,a)},configurable:!0,enumerable:!0}}static getPropertyOptions(t){return this.elementProperties.get(t)??cs}static _$Ei(){if(this.hasOwnProperty(At("elementProperties")))return;let t=Hi(this);t.finalize(),t.l!==void 0&&(this.l=[...t.l]),this.elementProperties=new Map(t.elementProperties)}static finalize(){if(this.hasOwnProperty(At("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(At("properties"))){let r=this.properties,a=[...Bi(r),...Ni(r)];for(let o of a)this.createProperty(o,r[o])}let t=this[Symbol.metadata];if(t!==null){let r=litPropertyMetadata.get(t);if(r!==void 0)for(let[a,o]of r)this.elementProperties.set(a,o)}this._$Eh=new Map;for(let[r,a]of this.elementProperties){let o=this._$Eu(r,a);o!==void 0&&this._$Eh.set(o,r)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(t){let r=[];if(Array.isArray(t)){let a=new Set(t.flat(1/0).reverse());for(let o of a)r.unshift(_a(o))}else t!==void 0&&r.push(_a(t));return r}static _$Eu(t,r){let a=r.attribute;return a===!1?void 0:typeof a=="string"?a:typeof t=="string"?t.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(t=>this.enableUpdating=t),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(t=>t(this))}addController(t){(this._$EO??=new Set).add(t),this.renderRoot!==void 0&&this.isConnected&&t.hostConnected?.()}removeController(t){this._$EO?.delete(t)}_$E_(){let t=new Map,r=this.constructor.elementProperties;for(let a of r.keys())this.hasOwnProperty(a)&&(t.set(a,this[a]),delete this[a]);t.size>0&&(this._$Ep=t)}createRenderRoot(){let t=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return ps(t,this.constructor.elementStyles),t}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(t=>t.hostConnected?.())}enableUpdating(t){}disconnectedCallback(){this._$EO?.forEach(t=>t.hostDisconnected?.())}attributeChangedCallback(t,r,a){this._$AK(t,a)}_$ET(t,r){let a=this.constructor.elementProperties.get(t),o=this.constructor._$Eu(t,a);if(o!==void 0&&a.reflect===!0){let n=(a.converter?.toAttribute!==void 0?a.converter:Ea).toAttribute(r,a.type);this._$Em=t,n==null?this.removeAttribute(o):this.setAttribute(o,n),this._$Em=null}}_$AK(t,r){let a=this.constructor,o=a._$Eh.get(t);if(o!==void 0&&this._$Em!==o){let n=a.getPropertyOptions(o),i=typeof n.converter=="function"?{fromAttribute:n.converter}:n.converter?.fromAttribute!==void 0?n.converter:Ea;this._$Em=o;let d=i.fromAttribute(r,n.type);this[o]=d??this._$Ej?.get(o)??d,this._$Em=null}}requestUpdate(t,r,a,o=!1,n){if(t!==void 0){let i=this.constructor;if(o===!1&&(n=this[t]),a??=i.getPropertyOptions(t),!((a.hasChanged??hs)(n,r)||a.useDefault&&a.reflect&&n===this._$Ej?.get(t)&&!this.hasAttribute(i._$Eu(t,a))))return;this.C(t,r,a)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(t,r,{useDefault:a,reflect:o,wrapped:n},i){a&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,i??r??this[t]),n!==!0||i!==void 0)||(this._$AL.has(t)||(this.hasUpdated||a||(r=void 0),this._$AL.set(t,r)),o===!0&&this._$Em!==t&&(this._$Eq??=new Set).add(t))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(r){Promise.reject(r)}let t=this.scheduleUpdate();return t!=null&&await t,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[o,n]of this._$Ep)this[o]=n;this._$Ep=void 0}let a=this.constructor.elementProperties;if(a.size>0)for(let[o,n]of a){let{wrapped:i}=n,d=this[o];i!==!0||this._$AL.has(o)||d===void 0||this.C(o,void 0,n,d)}}let t=!1,r=this._$AL;try{t=this.shouldUpdate(r),t?(this.willUpdate(r),this._$EO?.forEach(a=>a.hostUpdate?.()),this.update(r)):this._$EM()}catch(a){throw t=!1,this._$EM(),a}t&&this._$AE(r)}willUpdate(t){}_$AE(t){this._$EO?.forEach(r=>r.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(t)),this.updated(t)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(t){return!0}update(t){this._$Eq&&=this._$Eq.forEach(r=>this._$ET(r,this[r])),this._$EM()}updated(t){}firstUpdated(t){}};ie.elementStyles=[],ie.shadowRootOptions={mode:"open"},ie[At("elementProperties")]=new Map,ie[At("finalized")]=new Map,qi?.({ReactiveElement:ie}),(fr.reactiveElementVersions??=[]).push("2.1.2");var Ra=globalThis,xs=e=>e,ur=Ra.trustedTypes,gs=ur?ur.createPolicy("lit-html",{createHTML:e=>e}):void 0,Ma="$lit$",le=`lit$${Math.random().toFixed(9).slice(2)}$`,$a="?"+le,Fi=`<${$a}>`,Le=document,_t=()=>Le.createComment(""),Et=e=>e===null||typeof e!="object"&&typeof e!="function",Ia=Array.isArray,Ss=e=>Ia(e)||typeof e?.[Symbol.iterator]=="function",La=`[ 	
\f\r]`,Tt=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,ys=/-->/g,Cs=/>/g,_e=RegExp(`>|${La}(?:([^\\s"'>=/]+)(${La}*=${La}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),bs=/'/g,ws=/"/g,vs=/^(?:script|style|textarea|title)$/i,Pa=e=>(t,...r)=>({_$litType$:e,strings:t,values:r}),f=Pa(1),$e=Pa(2),hd=Pa(3),W=Symbol.for("lit-noChange"),c=Symbol.for("lit-nothing"),ks=new WeakMap,Ee=Le.createTreeWalker(Le,129);function As(e,t){if(!Ia(e)||!e.hasOwnProperty("raw"))throw Error("invalid template strings array");return gs!==void 0?gs.createHTML(t):t}var Ts=(e,t)=>{let r=e.length-1,a=[],o,n=t===2?"<svg>":t===3?"<math>":"",i=Tt;for(let d=0;d<r;d++){let m=e[d],b,S,x=-1,k=0;for(;k<m.length&&(i.lastIndex=k,S=i.exec(m),S!==null);)k=i.lastIndex,i===Tt?S[1]==="!--"?i=ys:S[1]!==void 0?i=Cs:S[2]!==void 0?(vs.test(S[2])&&(o=RegExp("</"+S[2],"g")),i=_e):S[3]!==void 0&&(i=_e):i===_e?S[0]===">"?(i=o??Tt,x=-1):S[1]===void 0?x=-2:(x=i.lastIndex-S[2].length,b=S[1],i=S[3]===void 0?_e:S[3]==='"'?ws:bs):i===ws||i===bs?i=_e:i===ys||i===Cs?i=Tt:(i=_e,o=void 0);let A=i===_e&&e[d+1].startsWith("/>")?" ":"";n+=i===Tt?m+Fi:x>=0?(a.push(b),m.slice(0,x)+Ma+m.slice(x)+le+A):m+le+(x===-2?d:A)}return[As(e,n+(e[r]||"<?>")+(t===2?"</svg>":t===3?"</math>":"")),a]},Lt=class e{constructor({strings:t,_$litType$:r},a){let o;this.parts=[];let n=0,i=0,d=t.length-1,m=this.parts,[b,S]=Ts(t,r);if(this.el=e.createElement(b,a),Ee.currentNode=this.el.content,r===2||r===3){let x=this.el.content.firstChild;x.replaceWith(...x.childNodes)}for(;(o=Ee.nextNode())!==null&&m.length<d;){if(o.nodeType===1){if(o.hasAttributes())for(let x of o.getAttributeNames())if(x.endsWith(Ma)){let k=S[i++],A=o.getAttribute(x).split(le),$=/([.?@])?(.*)/.exec(k);m.push({type:1,index:n,name:$[2],strings:A,ctor:$[1]==="."?mr:$[1]==="?"?cr:$[1]==="@"?hr:Me}),o.removeAttribute(x)}else x.startsWith(le)&&(m.push({type:6,index:n}),o.removeAttribute(x));if(vs.test(o.tagName)){let x=o.textContent.split(le),k=x.length-1;if(k>0){o.textContent=ur?ur.emptyScript:"";for(let A=0;A<k;A++)o.append(x[A],_t()),Ee.nextNode(),m.push({type:2,index:++n});o.append(x[k],_t())}}}else if(o.nodeType===8)if(o.data===$a)m.push({type:2,index:n});else{let x=-1;for(;(x=o.data.indexOf(le,x+1))!==-1;)m.push({type:7,index:n}),x+=le.length-1}n++}}static createElement(t,r){let a=Le.createElement("template");return a.innerHTML=t,a}};function Re(e,t,r=e,a){if(t===W)return t;let o=a!==void 0?r._$Co?.[a]:r._$Cl,n=Et(t)?void 0:t._$litDirective$;return o?.constructor!==n&&(o?._$AO?.(!1),n===void 0?o=void 0:(o=new n(e),o._$AT(e,r,a)),a!==void 0?(r._$Co??=[])[a]=o:r._$Cl=o),o!==void 0&&(t=Re(e,o._$AS(e,t.values),o,a)),t}var pr=class{constructor(t,r){this._$AV=[],this._$AN=void 0,this._$AD=t,this._$AM=r}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(t){let{el:{content:r},parts:a}=this._$AD,o=(t?.creationScope??Le).importNode(r,!0);Ee.currentNode=o;let n=Ee.nextNode(),i=0,d=0,m=a[0];for(;m!==void 0;){if(i===m.index){let b;m.type===2?b=new Xe(n,n.nextSibling,this,t):m.type===1?b=new m.ctor(n,m.name,m.strings,this,t):m.type===6&&(b=new xr(n,this,t)),this._$AV.push(b),m=a[++d]}i!==m?.index&&(n=Ee.nextNode(),i++)}return Ee.currentNode=Le,o}p(t){let r=0;for(let a of this._$AV)a!==void 0&&(a.strings!==void 0?(a._$AI(t,a,r),r+=a.strings.length-2):a._$AI(t[r])),r++}},Xe=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(t,r,a,o){this.type=2,this._$AH=c,this._$AN=void 0,this._$AA=t,this._$AB=r,this._$AM=a,this.options=o,this._$Cv=o?.isConnected??!0}get parentNode(){let t=this._$AA.parentNode,r=this._$AM;return r!==void 0&&t?.nodeType===11&&(t=r.parentNode),t}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(t,r=this){t=Re(this,t,r),Et(t)?t===c||t==null||t===""?(this._$AH!==c&&this._$AR(),this._$AH=c):t!==this._$AH&&t!==W&&this._(t):t._$litType$!==void 0?this.$(t):t.nodeType!==void 0?this.T(t):Ss(t)?this.k(t):this._(t)}O(t){return this._$AA.parentNode.insertBefore(t,this._$AB)}T(t){this._$AH!==t&&(this._$AR(),this._$AH=this.O(t))}_(t){this._$AH!==c&&Et(this._$AH)?this._$AA.nextSibling.data=t:this.T(Le.createTextNode(t)),this._$AH=t}$(t){let{values:r,_$litType$:a}=t,o=typeof a=="number"?this._$AC(t):(a.el===void 0&&(a.el=Lt.createElement(As(a.h,a.h[0]),this.options)),a);if(this._$AH?._$AD===o)this._$AH.p(r);else{let n=new pr(o,this),i=n.u(this.options);n.p(r),this.T(i),this._$AH=n}}_$AC(t){let r=ks.get(t.strings);return r===void 0&&ks.set(t.strings,r=new Lt(t)),r}k(t){Ia(this._$AH)||(this._$AH=[],this._$AR());let r=this._$AH,a,o=0;for(let n of t)o===r.length?r.push(a=new e(this.O(_t()),this.O(_t()),this,this.options)):a=r[o],a._$AI(n),o++;o<r.length&&(this._$AR(a&&a._$AB.nextSibling,o),r.length=o)}_$AR(t=this._$AA.nextSibling,r){for(this._$AP?.(!1,!0,r);t!==this._$AB;){let a=xs(t).nextSibling;xs(t).remove(),t=a}}setConnected(t){this._$AM===void 0&&(this._$Cv=t,this._$AP?.(t))}},Me=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(t,r,a,o,n){this.type=1,this._$AH=c,this._$AN=void 0,this.element=t,this.name=r,this._$AM=o,this.options=n,a.length>2||a[0]!==""||a[1]!==""?(this._$AH=Array(a.length-1).fill(new String),this.strings=a):this._$AH=c}_$AI(t,r=this,a,o){let n=this.strings,i=!1;if(n===void 0)t=Re(this,t,r,0),i=!Et(t)||t!==this._$AH&&t!==W,i&&(this._$AH=t);else{let d=t,m,b;for(t=n[0],m=0;m<n.length-1;m++)b=Re(this,d[a+m],r,m),b===W&&(b=this._$AH[m]),i||=!Et(b)||b!==this._$AH[m],b===c?t=c:t!==c&&(t+=(b??"")+n[m+1]),this._$AH[m]=b}i&&!o&&this.j(t)}j(t){t===c?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,t??"")}},mr=class extends Me{constructor(){super(...arguments),this.type=3}j(t){this.element[this.name]=t===c?void 0:t}},cr=class extends Me{constructor(){super(...arguments),this.type=4}j(t){this.element.toggleAttribute(this.name,!!t&&t!==c)}},hr=class extends Me{constructor(t,r,a,o,n){super(t,r,a,o,n),this.type=5}_$AI(t,r=this){if((t=Re(this,t,r,0)??c)===W)return;let a=this._$AH,o=t===c&&a!==c||t.capture!==a.capture||t.once!==a.once||t.passive!==a.passive,n=t!==c&&(a===c||o);o&&this.element.removeEventListener(this.name,this,a),n&&this.element.addEventListener(this.name,this,t),this._$AH=t}handleEvent(t){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)}},xr=class{constructor(t,r,a){this.element=t,this.type=6,this._$AN=void 0,this._$AM=r,this.options=a}get _$AU(){return this._$AM._$AU}_$AI(t){Re(this,t)}},_s={M:Ma,P:le,A:$a,C:1,L:Ts,R:pr,D:Ss,V:Re,I:Xe,H:Me,N:cr,U:hr,B:mr,F:xr},Gi=Ra.litHtmlPolyfillSupport;Gi?.(Lt,Xe),(Ra.litHtmlVersions??=[]).push("3.3.3");var Es=(e,t,r)=>{let a=r?.renderBefore??t,o=a._$litPart$;if(o===void 0){let n=r?.renderBefore??null;a._$litPart$=o=new Xe(t.insertBefore(_t(),n),n,void 0,r??{})}return o._$AI(e),o};var Da=globalThis,we=class extends ie{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let t=super.createRenderRoot();return this.renderOptions.renderBefore??=t.firstChild,t}update(t){let r=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(t),this._$Do=Es(r,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return W}};we._$litElement$=!0,we.finalized=!0,Da.litElementHydrateSupport?.({LitElement:we});var Wi=Da.litElementPolyfillSupport;Wi?.({LitElement:we});(Da.litElementVersions??=[]).push("4.2.2");var Ls="chatkit-link:",zi=new Set(["http:","https:","mailto:",Ls]);function Ie(e){let t=Oa(e);return t&&zi.has(t.protocol)?t:null}function Qe(e,t){let r=Oa(e);return!r||r.protocol!=="https:"&&r.protocol!=="http:"?null:t.some(a=>Vi(r.hostname,a.toLowerCase()))?r:null}function Ze(e,t){e.href=t.href,e.rel="noopener noreferrer",t.origin!==location.origin&&t.protocol.startsWith("http")&&(e.target="_blank")}function Rs(e){let t=Oa(e);return t?.protocol!==Ls?null:{name:`${t.host}${t.pathname}`.replace(/^\/+|\/+$/g,""),data:Object.fromEntries(t.searchParams)}}function Vi(e,t){return t.startsWith("*.")?e.endsWith(t.slice(1)):e===t}function Oa(e){try{return new URL(e.trim(),document.baseURI)}catch{return null}}var Ki=new Set(["api","locale","theme","frameTitle","initialThread","onClientTool","header","history","startScreen","threadItemActions","composer","disclaimer","entities","commands","widgets","thread"]),Ms="What can I help with today?",$s="Message the AI",gr="Chat";function Is(e){return Object.keys(e).filter(t=>!Ki.has(t))}function Ba(e){let t=e.api;return typeof t?.url=="string"&&t.url!==""?typeof t.fetch=="function"?{url:t.url,fetch:t.fetch}:{url:t.url}:t?.getClientSecret?"options.api.getClientSecret belongs to OpenAI's hosted backend; this element needs options.api.url":"options.api.url is missing: the address of a ChatKit server, for example { url: '/chatkit' }"}function Ps(e){let t=!1,r=()=>{t=!1,e()};return()=>{t||(t=!0,document.hidden?setTimeout(r,100):requestAnimationFrame(r))}}var Rt=class extends Error{constructor(t,r){super(t),this.name="ParseError",this.type=r.type,this.field=r.field,this.value=r.value,this.line=r.line}},Ds=10,ji=13,Pe=32;function Na(e){}function Ns(e){if(typeof e=="function")throw new TypeError("`config` must be an object, got a function instead. Did you mean `createParser({onEvent: fn})`?");let{onEvent:t=Na,onError:r=Na,onRetry:a=Na,onComment:o,maxBufferSize:n}=e,i=[],d=0,m=!0,b,S="",x=0,k,A=!1;function $(g){if(A)throw new Error("Cannot feed parser: it was terminated after exceeding the configured max buffer size. Call `reset()` to resume parsing.");if(m&&(m=!1,g.charCodeAt(0)===239&&g.charCodeAt(1)===187&&g.charCodeAt(2)===191&&(g=g.slice(3))),i.length===0){let U=Ve(g);U!==""&&(i.push(U),d=U.length),X();return}if(g.indexOf(`
`)===-1&&g.indexOf("\r")===-1){i.push(g),d+=g.length,X();return}i.push(g);let h=i.join("");i.length=0,d=0;let v=Ve(h);v!==""&&(i.push(v),d=v.length),X()}function X(){n!==void 0&&(d+S.length<=n||(A=!0,i.length=0,d=0,b=void 0,S="",x=0,k=void 0,r(new Rt(`Buffered data exceeded max buffer size of ${n} characters`,{type:"max-buffer-size-exceeded"}))))}function Ve(g){let h=0;if(g.indexOf("\r")===-1){let v=g.indexOf(`
`,h);for(;v!==-1;){if(h===v){x>0&&t({id:b,event:k,data:S}),b=void 0,S="",x=0,k=void 0,h=v+1,v=g.indexOf(`
`,h);continue}let U=g.charCodeAt(h);if(Os(g,h,U)){let q=g.charCodeAt(h+5)===Pe?h+6:h+5,be=g.slice(q,v);if(x===0&&g.charCodeAt(v+1)===Ds){t({id:b,event:k,data:be}),b=void 0,S="",k=void 0,h=v+2,v=g.indexOf(`
`,h);continue}S=x===0?be:`${S}
${be}`,x++}else Bs(g,h,U)?k=g.slice(g.charCodeAt(h+6)===Pe?h+7:h+6,v)||void 0:Ke(g,h,v);h=v+1,v=g.indexOf(`
`,h)}return g.slice(h)}for(;h<g.length;){let v=g.indexOf("\r",h),U=g.indexOf(`
`,h),q=-1;if(v!==-1&&U!==-1?q=v<U?v:U:v!==-1?v===g.length-1?q=-1:q=v:U!==-1&&(q=U),q===-1)break;Ke(g,h,q),h=q+1,g.charCodeAt(h-1)===ji&&g.charCodeAt(h)===Ds&&h++}return g.slice(h)}function Ke(g,h,v){if(h===v){_i();return}let U=g.charCodeAt(h);if(Os(g,h,U)){let je=g.charCodeAt(h+5)===Pe?h+6:h+5,ls=g.slice(je,v);S=x===0?ls:`${S}
${ls}`,x++;return}if(Bs(g,h,U)){k=g.slice(g.charCodeAt(h+6)===Pe?h+7:h+6,v)||void 0;return}if(U===105&&g.charCodeAt(h+1)===100&&g.charCodeAt(h+2)===58){let je=g.slice(g.charCodeAt(h+3)===Pe?h+4:h+3,v);je.includes("\0")||(b=je);return}if(U===58){if(o){let je=g.slice(h,v);o(je.slice(g.charCodeAt(h+1)===Pe?2:1))}return}let q=g.slice(h,v),be=q.indexOf(":");if(be===-1){is(q,"",q);return}let Li=q.slice(0,be),Ri=q.charCodeAt(be+1)===Pe?2:1,Mi=q.slice(be+Ri);is(Li,Mi,q)}function is(g,h,v){switch(g){case"event":k=h||void 0;break;case"data":S=x===0?h:`${S}
${h}`,x++;break;case"id":h.includes("\0")||(b=h);break;case"retry":/^\d+$/.test(h)?a(parseInt(h,10)):r(new Rt(`Invalid \`retry\` value: "${h}"`,{type:"invalid-retry",value:h,line:v}));break;default:r(new Rt(`Unknown field "${g.length>20?`${g.slice(0,20)}…`:g}"`,{type:"unknown-field",field:g,value:h,line:v}));break}}function _i(){x>0&&t({id:b,event:k,data:S}),b=void 0,S="",x=0,k=void 0}function Ei(g={}){if(g.consume&&i.length>0){let h=i.join("");Ke(h,0,h.length)}m=!0,b=void 0,S="",x=0,k=void 0,i.length=0,d=0,A=!1}return{feed:$,reset:Ei}}function Os(e,t,r){return r===100&&e.charCodeAt(t+1)===97&&e.charCodeAt(t+2)===116&&e.charCodeAt(t+3)===97&&e.charCodeAt(t+4)===58}function Bs(e,t,r){return r===101&&e.charCodeAt(t+1)===118&&e.charCodeAt(t+2)===101&&e.charCodeAt(t+3)===110&&e.charCodeAt(t+4)===116&&e.charCodeAt(t+5)===58}var yr=class extends TransformStream{constructor({onError:t,onRetry:r,onComment:a,maxBufferSize:o}={}){let n;super({start(i){n=Ns({onEvent:d=>{i.enqueue(d)},onError(d){typeof t=="function"&&t(d),(t==="terminate"||d.type==="max-buffer-size-exceeded")&&i.error(d)},onRetry:r,onComment:a,maxBufferSize:o})},transform(i){n.feed(i)}})}};var De=class extends Error{constructor(r,a,o){super(`The chat server answered ${String(r)}${a?`: ${a}`:""}`);this.status=r;this.said=a;this.retryAfterSeconds=o}status;said;retryAfterSeconds;name="ChatKitHttpError"},Ye=class extends Error{name="ChatKitTurnError"};function Je(e){return e instanceof Error&&(e.name==="AbortError"||e.name==="ChatKitDetach")}async function Ha(e){let t=null;try{t=Us(JSON.parse((await e.text()).slice(0,2e4)))}catch{}return new De(e.status,t,Qi(e.headers.get("retry-after")))}function Cr(e,t=Date.now()){return e instanceof De?Xi(e,t):e instanceof Ye?{kind:"failed",message:e.message,canRetry:!0}:navigator.onLine?{kind:"unreachable",message:"The chat server cannot be reached at the moment. Please try again shortly.",canRetry:!0}:{kind:"offline",message:"You are offline. Check your connection, then try again.",canRetry:!0}}function Hs(e){return{kind:"failed",message:e.message?.trim()||"Something went wrong while answering.",canRetry:e.allow_retry??!1}}function Xi(e,t){let{status:r,said:a,retryAfterSeconds:o}=e,n=i=>({wait:{seconds:i,until:t+i*1e3}});if(r===429){let i=n(o??5);return{kind:"limited",message:a??"Too many messages in a short time.",canRetry:!0,...i}}return r===404?{kind:"refused",message:"This chat is no longer there.",canRetry:!1}:r===413?{kind:"refused",message:"That message is too long. Shorten it and send it again.",canRetry:!1}:r===401||r===403?{kind:"refused",message:"The chat could not confirm your session. Reload the page and try again.",canRetry:!0}:r>=500?{kind:"unreachable",message:"The chat server has a problem. Please try again shortly.",canRetry:!0,...o?n(o):{}}:{kind:"refused",message:a??"The chat server did not accept this request.",canRetry:!1}}function Us(e){if(typeof e!="object"||e===null)return null;let{message:t,detail:r,error:a}=e;for(let o of[t,r,a])if(typeof o=="string"&&o.length<=400)return o;return Us(a)}function Qi(e){if(!e)return null;let t=Number(e);if(Number.isFinite(t))return Math.max(0,t);let r=Date.parse(e);return Number.isNaN(r)?null:Math.max(0,Math.ceil((r-Date.now())/1e3))}function Wa(){return new DOMException("The chat let go of this answer; it goes on at the server.","ChatKitDetach")}function Fs(){return new DOMException("Stopped by the visitor.","AbortError")}var Oe,et,Mt,B,Ua,qa,Fa,br,Ga,wr=class{constructor(t,r){u(this,B);u(this,Oe);u(this,et);u(this,Mt,!0);p(this,Oe,t),p(this,et,r)}async call(t,r,a){return await(await l(this,B,Ua).call(this,{type:t,params:r},"application/json",a)).json()}async*stream(t,r,a){let o=await l(this,B,Ua).call(this,{type:t,params:r},"text/event-stream",a);yield*qs(o)}async openRun(t,r){if(!s(this,Mt))return null;let a=await l(this,B,qa).call(this,`threads/${encodeURIComponent(t)}/run`,"application/json",r);(a.status===404||a.status===405)&&p(this,Mt,!1);let o=a.headers.get("content-type")?.includes("json")??!1;if(a.status!==200||!o)return null;let n=await a.json();return typeof n?.run_id=="string"?n:null}async followRun(t,r){let a=t.last_event_id?{"last-event-id":t.last_event_id}:{},o=await l(this,B,qa).call(this,`runs/${encodeURIComponent(t.run_id)}`,"text/event-stream",r,a);if(o.status===204||o.status===404)return null;if(!o.ok)throw await Ha(o);return qs(o)}async stopRun(t){await l(this,B,br).call(this,l(this,B,Ga).call(this,`runs/${encodeURIComponent(t)}/stop`),{method:"POST",keepalive:!0})}};Oe=new WeakMap,et=new WeakMap,Mt=new WeakMap,B=new WeakSet,Ua=async function(t,r,a){let o=await l(this,B,br).call(this,s(this,Oe).url,{method:"POST",headers:{...l(this,B,Fa).call(this,r),"content-type":"application/json"},body:JSON.stringify(t),...a?{signal:a}:{}});if(!o.ok)throw await Ha(o);return o},qa=function(t,r,a,o={}){let n={headers:{...l(this,B,Fa).call(this,r),...o},...a?{signal:a}:{}};return l(this,B,br).call(this,l(this,B,Ga).call(this,t),n)},Fa=function(t){return s(this,et)?{accept:t,"accept-language":s(this,et)}:{accept:t}},br=function(t,r){return(s(this,Oe).fetch??fetch)(t,r)},Ga=function(t){let r=new URL(s(this,Oe).url,document.baseURI);return r.pathname=`${r.pathname.replace(/\/+$/,"")}/${t}`,r.href};async function*qs(e){if(!e.body)return;let r=e.body.pipeThrough(Zi()).pipeThrough(new yr).getReader();try{for(;;){let{done:a,value:o}=await r.read();if(a)return;let n=Yi(o.data);n&&(yield n)}}finally{await r.cancel().catch(()=>{})}}function Zi(){return new TextDecoderStream}function Yi(e){try{let t=JSON.parse(e);return typeof t?.type=="string"?t:null}catch{return null}}function Gs(e,t){switch(e.type){case"assistant_message":return Ji(e,t);case"widget":return tl(e,t);case"workflow":return el(e,t);case"generated_image":return t.type==="generated_image.updated"?{...e,image:t.image}:e;default:return e}}function Ji(e,t){switch(t.type){case"assistant_message.content_part.added":case"assistant_message.content_part.done":return za(e,t.content_index,()=>$t(t.content));case"assistant_message.content_part.text_delta":return za(e,t.content_index,r=>({...r,text:r.text+t.delta}));case"assistant_message.content_part.annotation_added":return za(e,t.content_index,r=>({...r,annotations:Ws(r.annotations,t.annotation_index,t.annotation)}));default:return e}}function $t(e){return{type:"output_text",text:e.text??"",annotations:e.annotations??[]}}function za(e,t,r){if(!zs(t))return e;let a=[...e.content];for(;a.length<=t;)a.push($t({}));return a[t]=r($t(a[t]??{})),{...e,content:a}}function el(e,t){if(t.type!=="workflow.task.added"&&t.type!=="workflow.task.updated")return e;let r=Ws(e.workflow.tasks,t.task_index,t.task);return{...e,workflow:{...e.workflow,tasks:r}}}function Ws(e,t,r){let a=[...e];return zs(t)&&(a[Math.min(t,a.length)]=r),a}function zs(e){return Number.isInteger(e)&&e>=0&&e<1e3}function tl(e,t){switch(t.type){case"widget.root.updated":return{...e,widget:t.widget};case"widget.component.updated":return{...e,widget:kr(e.widget,t.component_id,()=>t.component)};case"widget.streaming_text.value_delta":return{...e,widget:kr(e.widget,t.component_id,r=>({...r,value:(typeof r.value=="string"?r.value:"")+t.delta}))};default:return e}}function kr(e,t,r){if(e.id===t)return r(e);if(!e.children)return e;let a=Array.isArray(e.children)?e.children.map(o=>kr(o,t,r)):kr(e.children,t,r);return{...e,children:a}}var Sr={thread:null,items:[],open:new Set,allowCancel:!0,progress:null,notices:[],problem:null},Va="local:",rl=new Set(["hidden_context_item","sdk_hidden_context","end_of_turn"]);function Vs(e,t){switch(t.type){case"thread.created":case"thread.updated":return{...e,thread:rt(t.thread)};case"thread.item.added":return al(e,t.item);case"thread.item.done":case"thread.item.replaced":return ol(e,t.item);case"thread.item.updated":return{...e,progress:null,items:e.items.map(r=>r.id===t.item_id?Gs(r,t.update):r)};case"thread.item.removed":return{...e,items:e.items.filter(r=>r.id!==t.item_id)};case"stream_options":return{...e,allowCancel:t.stream_options.allow_cancel};case"progress_update":return{...e,progress:{text:t.text,icon:t.icon??null}};case"notice":{let r={level:t.level,message:t.message,title:t.title??null};return{...e,notices:[...e.notices,r]}}case"error":return{...e,progress:null,problem:Hs(t)};default:return e}}function Ks(e,t){return{...e,items:[...Za(e.items),t],notices:[],problem:null,progress:null}}function js(e){return{...e,items:Za(e.items)}}function Xs(e){let t=a=>e.open.has(a.id)&&a.type==="assistant_message"&&a.content.every(o=>o.text===""),r=e.items.filter(a=>!t(a));return{...e,items:r,open:new Set,progress:null,allowCancel:!0}}function Qs(e,t){let r=e.items.findIndex(o=>o.id===t),a=r<0?e.items:e.items.slice(0,r+1);return{...e,items:a,notices:[],problem:null,progress:null}}function Zs(e,t){let r=new Set(e.items.map(a=>a.id));return{...e,items:[...ja(t).filter(a=>!r.has(a.id)),...e.items]}}function Ys(e,t,r){let a=ja(t),o=a[0],n=o&&!r?e.items.findIndex(b=>b.id===o.id):-1,d=[...n>0?e.items.slice(0,n):[],...a,...e.items.filter(tt)],m=d.at(-1)?.type!=="user_message";return{...e,items:d,open:new Set,problem:m?null:e.problem}}function Js(e,t){let r=ja(t),a=e;for(let o of r)a={...a,items:Ka(a.items,o)};return{...a,open:new Set(r.map(o=>o.id))}}function tt(e){return e.id.startsWith(Va)}function en(e,t){let r=t===void 0?-1:e.items.findIndex(o=>o.id===t);return(r<0?e.items:e.items.slice(0,r)).findLast(o=>o.type==="user_message")??null}function al(e,t){let r=e.items.some(o=>o.id===t.id);if(Qa(t)||r&&!e.open.has(t.id))return e;let a=new Set(e.open).add(t.id);return{...e,open:a,progress:null,items:Ka(e.items,Xa(t))}}function ol(e,t){if(Qa(t))return e;let r=new Set(e.open);r.delete(t.id);let a=t.type==="user_message"?Za(e.items):e.items;return{...e,open:r,progress:null,items:Ka(a,Xa(t))}}function Ka(e,t){let r=e.findIndex(a=>a.id===t.id);return r<0?[...e,t]:e.with(r,t)}function ja(e){return e.filter(t=>!Qa(t)).map(Xa)}function Xa(e){if(e.type!=="assistant_message")return e;let t=e.content;return{...e,content:(t??[]).map($t)}}function Qa(e){return rl.has(e.type)}function Za(e){return e.some(tt)?e.filter(t=>!tt(t)):e}function rt(e){let{items:t,...r}=e;return r}function tn(e){return{content:e.content,attachments:e.attachments.map(t=>t.id),...e.quote?{quoted_text:e.quote}:{},inference_options:{...e.model?{model:e.model}:{},...e.toolId?{tool_choice:{id:e.toolId}}:{}}}}function rn(e,t){return{type:"user_message",id:`${Va}${String(t)}`,content:e.content,attachments:e.attachments,quoted_text:e.quote}}var sl=30,nl=20;async function Ya(e,t,r){let a=await e.call("threads.get_by_id",{thread_id:t},r),o=a.items;if(o&&!o.has_more)return{thread:rt(a),items:o.data,olderCursor:null};let n=await an(e,t,null,r);return{thread:rt(a),...n}}async function an(e,t,r,a){let o=r;for(let n=0;n<nl;n+=1){let i={thread_id:t,limit:sl,order:"desc",...o?{after:o}:{}},d=await e.call("items.list",i,a);if(o=d.has_more&&d.after?d.after:null,d.data.length>0||o===null)return{items:d.data.toReversed(),olderCursor:o}}return{items:[],olderCursor:null}}var vr=class{loading=!1;failed=!1;#r;#t;#e=null;constructor(t,r){this.#r=t,this.#t=r}startFrom(t){this.#e=t,this.loading=!1,this.failed=!1}async next(t,r){let a=this.#e;if(a===null||this.loading)return null;this.loading=!0,this.failed=!1,this.#t();try{let o=await an(this.#r,t,a,r);return this.#e===a&&(this.#e=o.olderCursor),o.items}catch(o){throw this.failed=!0,o}finally{this.loading=!1}}};var ee,L,D,ae,I,at,Dt,ke,y,Ja,on,eo,sn,It,to,ro,Pt,ao,Ar,oo,Tr,_r,Er,Lr,so,Rr=class{constructor(t,r){u(this,y);M(this,"state",Sr);M(this,"loading",!1);M(this,"loadFailed",!1);M(this,"older");u(this,ee);u(this,L);u(this,D,null);u(this,ae,new AbortController);u(this,I,null);u(this,at,null);u(this,Dt,0);u(this,ke,null);p(this,ee,t),p(this,L,r),this.older=new vr(t,()=>{r.changed()})}get threadId(){return s(this,D)}get responding(){return s(this,I)!==null}async open(t){this.release(),p(this,ae,new AbortController),this.state=Sr,this.loadFailed=!1,this.older.startFrom(null),p(this,ke,null),this.loading=t!==null,l(this,y,Lr).call(this,t),s(this,L).changed(),t!==null&&(s(this,L).emit("chatkit.thread.load.start",{threadId:t}),await l(this,y,Ja).call(this,t),s(this,L).emit("chatkit.thread.load.end",{threadId:t}))}release(){s(this,ae).abort(Wa());let t=s(this,I);p(this,I,null),t?.abort.abort(Wa()),t&&l(this,y,Ar).call(this,t),this.loading=!1}async refresh(){s(this,D)===null||s(this,I)||this.loading||(s(this,ae).signal.aborted&&p(this,ae,new AbortController),s(this,at)??p(this,at,l(this,y,Ja).call(this,s(this,D)).finally(()=>{p(this,at,null)})),await s(this,at))}async send(t){l(this,y,Er).call(this);let r=tn(t);p(this,ke,r),p(this,Dt,s(this,Dt)+1),this.state=Ks(this.state,rn(t,s(this,Dt))),await l(this,y,It).call(this,l(this,y,so).call(this,r))}async retry(t){if(l(this,y,Er).call(this),this.loadFailed){await this.refresh();return}let r=en(this.state,t);if(!r)return;if(this.state=Qs(this.state,r.id),tt(r)){s(this,ke)&&await l(this,y,It).call(this,l(this,y,so).call(this,s(this,ke)));return}let a={thread_id:s(this,D),item_id:r.id};await l(this,y,It).call(this,{type:"threads.retry_after_item",params:a})}async recover(){let t=this.state.items.at(-1);this.loadFailed||this.dismissProblem(),t&&tt(t)?await this.retry():await this.refresh()}stop(){let t=s(this,I);t&&(t.joinedRun&&s(this,ee).stopRun(t.joinedRun).catch(r=>{l(this,y,_r).call(this,r)}),t.abort.abort(Fs()),this.state.items.at(-1)?.type==="user_message"&&(this.state={...this.state,notices:[{level:"info",message:"You stopped this answer.",title:null}]}))}async act(t,r,a=!0){if(s(this,D)===null)throw new Error("There is no thread yet: custom actions need one.");let o={thread_id:s(this,D),...r?{item_id:r}:{},action:t};if(a){l(this,y,Er).call(this),await l(this,y,It).call(this,{type:"threads.custom_action",params:o});return}let n=await s(this,ee).call("threads.sync_custom_action",o);n.updated_item&&l(this,y,Pt).call(this,{type:"thread.item.replaced",item:n.updated_item})}async loadOlder(){let{signal:t}=s(this,ae);if(s(this,D)!==null){try{let r=await this.older.next(s(this,D),t);r&&!t.aborted&&(this.state=Zs(this.state,r))}catch(r){Je(r)||l(this,y,_r).call(this,r)}s(this,L).changed()}}dismissProblem(){this.state={...this.state,problem:null},s(this,L).changed()}rename(t){t.id===s(this,D)&&(this.state={...this.state,thread:rt(t)},s(this,L).changed())}};ee=new WeakMap,L=new WeakMap,D=new WeakMap,ae=new WeakMap,I=new WeakMap,at=new WeakMap,Dt=new WeakMap,ke=new WeakMap,y=new WeakSet,Ja=async function(t){let{signal:r}=s(this,ae),a=null;try{a=await s(this,ee).openRun(t,r).catch(il);let o=await Ya(s(this,ee),t,r);if(r.aborted||s(this,I))return;this.loadFailed&&this.dismissProblem(),this.loadFailed=!1,l(this,y,eo).call(this,o)}catch(o){if(r.aborted||s(this,I))return;a=null,o instanceof De&&o.status===404?(this.state=Sr,l(this,y,Lr).call(this,null)):this.loadFailed=!0,l(this,y,Tr).call(this,o)}this.loading=!1,s(this,L).changed(),a&&l(this,y,on).call(this,a)},on=async function(t){let r=l(this,y,ao).call(this,t.run_id);this.state=Js(this.state,t.items??[]),s(this,L).changed();let a=!1;try{let n=await s(this,ee).followRun(t,r.abort.signal);for await(let i of n??[])l(this,y,Pt).call(this,i,r);a=n!==null&&this.state.open.size===0,a&&await l(this,y,ro).call(this,r)}catch(n){a=!0,l(this,y,oo).call(this,n,r)}let o=s(this,I)===r;l(this,y,Ar).call(this,r),o&&!a&&s(this,D)&&await l(this,y,sn).call(this,s(this,D))},eo=function({thread:t,items:r,olderCursor:a}){let o=this.state.items[0]?.id;this.state=Ys({...this.state,thread:t},r,a===null),(o===void 0||this.state.items[0]?.id!==o)&&this.older.startFrom(a)},sn=async function(t){let{signal:r}=s(this,ae);try{let a=await Ya(s(this,ee),t,r);if(r.aborted)return;l(this,y,eo).call(this,a)}catch(a){r.aborted||l(this,y,Tr).call(this,a)}s(this,L).changed()},It=async function(t){let r=l(this,y,ao).call(this,null);s(this,L).changed();let a=!1;try{await l(this,y,to).call(this,t,r),await l(this,y,ro).call(this,r)}catch(o){a=o instanceof De&&o.status===409,a||l(this,y,oo).call(this,o,r)}l(this,y,Ar).call(this,r),a&&(this.state=js(this.state),await this.refresh())},to=async function(t,r){let a=!0;for await(let o of s(this,ee).stream(t.type,t.params,r.abort.signal))a=!1,l(this,y,Pt).call(this,o,r);if(a)throw new Ye("The chat server sent no answer. Please try again.")},ro=async function(t){for(;;){let r=this.state.items.at(-1);if(s(this,I)!==t||r?.type!=="client_tool_call"||r.status!=="pending")return;let a=s(this,L).runClientTool(r.name,r.arguments??{});if(a===null)throw new Ye(`This page cannot run "${r.name}", which the answer needs.`);let o=await a.catch(i=>({error:String(i)}));if(s(this,I)!==t||t.abort.signal.aborted)return;l(this,y,Pt).call(this,{type:"thread.item.done",item:{...r,status:"completed"}},t);let n={thread_id:s(this,D),result:o??{}};await l(this,y,to).call(this,{type:"threads.add_client_tool_output",params:n},t)}},Pt=function(t,r){r&&s(this,I)!==r||(r&&!r.announced&&(r.announced=!0,s(this,L).emit("chatkit.response.start")),this.state=Vs(this.state,t),t.type==="thread.created"?l(this,y,Lr).call(this,t.thread.id):t.type==="client_effect"?s(this,L).emit("chatkit.effect",{name:t.name,data:t.data??{}}):t.type==="error"?s(this,L).emit("chatkit.error",{error:new Error(t.message??t.code)}):t.type==="thread.item.done"&&t.item.type==="user_message"&&p(this,ke,null),s(this,L).changed())},ao=function(t){let r={abort:new AbortController,joinedRun:t,announced:!1};return p(this,I,r),r},Ar=function(t){s(this,I)!==null&&s(this,I)!==t||(p(this,I,null),this.state=Xs(this.state),t.announced&&(t.announced=!1,s(this,L).emit("chatkit.response.end")),s(this,L).changed())},oo=function(t,r){s(this,I)===r&&!Je(t)&&l(this,y,Tr).call(this,t)},Tr=function(t){this.state={...this.state,problem:Cr(t)},l(this,y,_r).call(this,t)},_r=function(t){s(this,L).emit("chatkit.error",{error:t instanceof Error?t:new Error(String(t))})},Er=function(){if(s(this,I)||this.loading)throw new Error("ChatKit is busy: an answer is still being written or loaded.")},Lr=function(t){t!==s(this,D)&&(p(this,D,t),s(this,L).emit("chatkit.thread.change",{threadId:t}))},so=function(t){return s(this,D)===null?{type:"threads.create",params:{input:t}}:{type:"threads.add_user_message",params:{thread_id:s(this,D),input:t}}};function il(e){if(Je(e))throw e;return null}var Mr=class{#r;#t=new Map;constructor(t){this.#r=t}of(t){return this.#t.get(t)??null}async rate(t,r,a){for(let o of r)this.#t.set(o,a);try{await this.#r.call("items.feedback",{thread_id:t,item_ids:r,kind:a})}catch(o){for(let n of r)this.#t.delete(n);throw o}}};var ll=30,Be,de,Ne,ot,fe,no,$r,Ir=class{constructor(t,r){u(this,fe);M(this,"threads",[]);M(this,"loading",!1);M(this,"problem",null);u(this,Be);u(this,de);u(this,Ne,null);u(this,ot,null);p(this,Be,t),p(this,de,r)}get hasMore(){return s(this,Ne)!==null}async reload(){s(this,ot)?.abort(),await l(this,fe,no).call(this,null)}async more(){s(this,Ne)!==null&&!this.loading&&await l(this,fe,no).call(this,s(this,Ne))}async rename(t,r){let a=await l(this,fe,$r).call(this,()=>s(this,Be).call("threads.update",{thread_id:t,title:r}));return a?(this.threads=this.threads.map(o=>o.id===t?{...o,title:r}:o),s(this,de).call(this),a):null}async delete(t){return await l(this,fe,$r).call(this,()=>s(this,Be).call("threads.delete",{thread_id:t}))?(this.threads=this.threads.filter(a=>a.id!==t),s(this,de).call(this),!0):!1}};Be=new WeakMap,de=new WeakMap,Ne=new WeakMap,ot=new WeakMap,fe=new WeakSet,no=async function(t){let r=new AbortController;p(this,ot,r),this.loading=!0,s(this,de).call(this);let a={limit:ll,order:"desc",...t?{after:t}:{}},o=await l(this,fe,$r).call(this,()=>s(this,Be).call("threads.list",a,r.signal));if(s(this,ot)===r){if(this.loading=!1,o){let n=t?this.threads:[],i=new Set(n.map(d=>d.id));this.threads=[...n,...o.data.filter(d=>!i.has(d.id))],p(this,Ne,o.has_more&&o.after?o.after:null)}s(this,de).call(this)}},$r=async function(t){try{let r=await t();return this.problem=null,r}catch(r){return Je(r)||(this.problem=Cr(r)),s(this,de).call(this),null}};var Pr=class{constructor(t,r,a,o){this.address=t;let n=new wr(r,a);this.conversation=new Rr(n,o),this.history=new Ir(n,()=>{o.changed()}),this.feedback=new Mr(n)}address;conversation;history;feedback};var nn=F`
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
`;var ln=F`
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
`;var dn=F`
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
`;var fn=F`
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
`;var un=F`
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
`;var pn=F`
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
`;var mn=F`
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
`;var cn=F`
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
`;var hn=[cn,dn,ln,nn,un,pn,fn,mn];var dl={pill:"22px",round:"16px",soft:"10px",sharp:"2px"},fl={compact:"0.8",normal:"1",spacious:"1.2"},io=matchMedia("(prefers-color-scheme: dark)");function ul(e){let t=typeof e=="string"?e:e?.colorScheme;return t==="dark"||(t==="auto"||t==="system")&&io.matches?"dark":"light"}var Dr=class{#r;#t;constructor(t,r){this.#r=r,t.addController(this)}set(t){this.#t=t,ml(t),this.#e()}hostConnected(){io.addEventListener("change",this.#e),this.#e()}hostDisconnected(){io.removeEventListener("change",this.#e)}hostUpdated(){this.#e()}#e=()=>{let t=this.#r();if(t){t.dataset.scheme=ul(this.#t);for(let[r,a]of Object.entries(pl(this.#t)))a===null?t.style.removeProperty(r):t.style.setProperty(r,a)}}};function pl(e){let{color:t,radius:r,density:a,typography:o}=typeof e=="object"?e:{},{hue:n,tint:i}=t?.grayscale??{};return{"--theme-accent":t?.accent?.primary??null,"--theme-surface":t?.surface?.background??null,"--theme-text":t?.surface?.foreground??null,"--theme-hue":n===void 0?null:String(n),"--theme-tint":i===void 0?null:`${String(i*3)}%`,"--theme-radius":r?dl[r]:null,"--theme-density":a?fl[a]:null,"--theme-font":o?.fontFamily??null,"--theme-font-mono":o?.fontFamilyMono??null,"--theme-size":o?.baseSize?`${String(o.baseSize)}px`:null}}function ml(e){let t=typeof e=="object"?e.typography?.fontSources??[]:[];for(let{family:r,src:a,weight:o,style:n,display:i,unicodeRange:d}of t){let m=new FontFace(r,`url(${JSON.stringify(a)})`,{...o===void 0?{}:{weight:String(o)},...n===void 0?{}:{style:n},...i===void 0?{}:{display:i},...d===void 0?{}:{unicodeRange:d}});cl(m)||document.fonts.add(m)}}function cl(e){let t=r=>r.family===e.family&&r.weight===e.weight&&r.style===e.style;return[...document.fonts].some(t)}var st,nt,Ot,lo,Or=class{constructor(t){u(this,Ot);M(this,"said","");u(this,st);u(this,nt,!1);p(this,st,t),t.addController(this)}heed(t){t==="chatkit.response.start"&&l(this,Ot,lo).call(this,""),s(this,nt)||p(this,nt,t==="chatkit.response.end")}hostUpdated(){s(this,nt)&&(p(this,nt,!1),s(this,st).renderRoot.querySelector(".answer")&&l(this,Ot,lo).call(this,"The answer is complete."))}};st=new WeakMap,nt=new WeakMap,Ot=new WeakSet,lo=function(t){t!==this.said&&(this.said=t,s(this,st).requestUpdate())};var{I:hl}=_s,xn=e=>e;var yn=e=>e.strings===void 0,gn=()=>document.createComment(""),it=(e,t,r)=>{let a=e._$AA.parentNode,o=t===void 0?e._$AB:t._$AA;if(r===void 0){let n=a.insertBefore(gn(),o),i=a.insertBefore(gn(),o);r=new hl(n,i,e,e.options)}else{let n=r._$AB.nextSibling,i=r._$AM,d=i!==e;if(d){let m;r._$AQ?.(e),r._$AM=e,r._$AP!==void 0&&(m=e._$AU)!==i._$AU&&r._$AP(m)}if(n!==o||d){let m=r._$AA;for(;m!==n;){let b=xn(m).nextSibling;xn(a).insertBefore(m,o),m=b}}}return r},Se=(e,t,r=e)=>(e._$AI(t,r),e),xl={},Cn=(e,t=xl)=>e._$AH=t,bn=e=>e._$AH,Br=e=>{e._$AR(),e._$AA.remove()};var lt={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},ue=e=>(...t)=>({_$litDirective$:e,values:t}),oe=class{constructor(t){}get _$AU(){return this._$AM._$AU}_$AT(t,r,a){this._$Ct=t,this._$AM=r,this._$Ci=a}_$AS(t,r){return this.update(t,r)}update(t,r){return this.render(...r)}};var Bt=(e,t)=>{let r=e._$AN;if(r===void 0)return!1;for(let a of r)a._$AO?.(t,!1),Bt(a,t);return!0},Nr=e=>{let t,r;do{if((t=e._$AM)===void 0)break;r=t._$AN,r.delete(e),e=t}while(r?.size===0)},wn=e=>{for(let t;t=e._$AM;e=t){let r=t._$AN;if(r===void 0)t._$AN=r=new Set;else if(r.has(e))break;r.add(e),Cl(t)}};function gl(e){this._$AN!==void 0?(Nr(this),this._$AM=e,wn(this)):this._$AM=e}function yl(e,t=!1,r=0){let a=this._$AH,o=this._$AN;if(o!==void 0&&o.size!==0)if(t)if(Array.isArray(a))for(let n=r;n<a.length;n++)Bt(a[n],!1),Nr(a[n]);else a!=null&&(Bt(a,!1),Nr(a));else Bt(this,e)}var Cl=e=>{e.type==lt.CHILD&&(e._$AP??=yl,e._$AQ??=gl)},Hr=class extends oe{constructor(){super(...arguments),this._$AN=void 0}_$AT(t,r,a){super._$AT(t,r,a),wn(this),this.isConnected=t._$AU}_$AO(t,r=!0){t!==this.isConnected&&(this.isConnected=t,t?this.reconnected?.():this.disconnected?.()),r&&(Bt(this,t),Nr(this))}setValue(t){if(yn(this._$Ct))this._$Ct._$AI(t,this);else{let r=[...this._$Ct._$AH];r[this._$Ci]=t,this._$Ct._$AI(r,this,0)}}disconnected(){}reconnected(){}};var Ur=()=>new uo,uo=class{},fo=new WeakMap,pe=ue(class extends Hr{render(e){return c}update(e,[t]){let r=t!==this.G;return r&&this.rt(void 0),(r||this.lt!==this.ct)&&(this.G=t,this.ht=e.options?.host,this.rt(this.ct=e.element)),c}rt(e){if(this.G!==void 0)if(this.isConnected||(e=void 0),typeof this.G=="function"){let t=this.ht??globalThis,r=fo.get(t);r===void 0&&(r=new WeakMap,fo.set(t,r)),r.get(this.G)!==void 0&&this.G.call(this.ht,void 0),r.set(this.G,e),e!==void 0&&this.G.call(this.ht,e)}else this.G.value=e}get lt(){return typeof this.G=="function"?fo.get(this.ht??globalThis)?.get(this.G):this.G?.value}disconnected(){this.lt===this.ct&&this.rt(void 0)}reconnected(){this.rt(this.ct)}});var po=[["path",{d:"M12 5v14"}],["path",{d:"m19 12-7 7-7-7"}]];var mo=[["path",{d:"m5 12 7-7 7 7"}],["path",{d:"M12 19V5"}]];var co=[["circle",{cx:"12",cy:"12",r:"1"}],["path",{d:"M20.2 20.2c2.04-2.03.02-7.36-4.5-11.9-4.54-4.52-9.87-6.54-11.9-4.5-2.04 2.03-.02 7.36 4.5 11.9 4.54 4.52 9.87 6.54 11.9 4.5Z"}],["path",{d:"M15.7 15.7c4.52-4.54 6.54-9.87 4.5-11.9-2.03-2.04-7.36-.02-11.9 4.5-4.52 4.54-6.54 9.87-4.5 11.9 2.03 2.04 7.36.02 11.9-4.5Z"}]];var Nt=[["path",{d:"M12 5v16"}],["path",{d:"M20.001 19A2 2 0 0022 17V5a2 2 0 00-1.999-2L16 3.002A5 5 0 0012 5a5 5 0 00-4-2H4a2 2 0 00-2 2v12a2 2 0 001.999 2H8a5 5 0 014 2 5 5 0 014-2z"}]];var ho=[["path",{d:"M12 8V4H8"}],["rect",{width:"16",height:"12",x:"4",y:"8",rx:"2"}],["path",{d:"M2 14h2"}],["path",{d:"M20 14h2"}],["path",{d:"M15 13v2"}],["path",{d:"M9 13v2"}]];var xo=[["path",{d:"M21 8a2 2 0 0 0-1-1.73l-7-4a2 2 0 0 0-2 0l-7 4A2 2 0 0 0 3 8v8a2 2 0 0 0 1 1.73l7 4a2 2 0 0 0 2 0l7-4A2 2 0 0 0 21 16Z"}],["path",{d:"m3.3 7 8.7 5 8.7-5"}],["path",{d:"M12 22V12"}]];var go=[["path",{d:"M12 20v-9"}],["path",{d:"M14 7a4 4 0 0 1 4 4v3a6 6 0 0 1-12 0v-3a4 4 0 0 1 4-4z"}],["path",{d:"M14.12 3.88 16 2"}],["path",{d:"M21 21a4 4 0 0 0-3.81-4"}],["path",{d:"M21 5a4 4 0 0 1-3.55 3.97"}],["path",{d:"M22 13h-4"}],["path",{d:"M3 21a4 4 0 0 1 3.81-4"}],["path",{d:"M3 5a4 4 0 0 0 3.55 3.97"}],["path",{d:"M6 13H2"}],["path",{d:"m8 2 1.88 1.88"}],["path",{d:"M9 7.13V6a3 3 0 1 1 6 0v1.13"}]];var yo=[["path",{d:"M8 2v3"}],["path",{d:"M16 2v3"}],["rect",{x:"3",y:"3",width:"18",height:"18",rx:"2"}],["path",{d:"M3 9h18"}]];var Ht=[["path",{d:"M3 3v16a2 2 0 0 0 2 2h16"}],["path",{d:"M18 17V9"}],["path",{d:"M13 17V5"}],["path",{d:"M8 17v-3"}]];var qr=[["path",{d:"M20 6 9 17l-5-5"}]];var dt=[["path",{d:"m15 18-6-6 6-6"}]];var Co=[["path",{d:"m9 18 6-6-6-6"}]];var Fr=[["circle",{cx:"12",cy:"12",r:"10"}],["line",{x1:"12",x2:"12",y1:"8",y2:"12"}],["line",{x1:"12",x2:"12.01",y1:"16",y2:"16"}]];var Ut=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"m16 9-5.5 5.5L8 12"}]];var qt=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3"}],["path",{d:"M12 17h.01"}]];var bo=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"M12 6v6l4 2"}]];var wo=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"m16.24 7.76-1.804 5.411a2 2 0 0 1-1.265 1.265L7.76 16.24l1.804-5.411a2 2 0 0 1 1.265-1.265z"}]];var ko=[["rect",{width:"14",height:"14",x:"8",y:"8",rx:"2",ry:"2"}],["path",{d:"M4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2"}]];var Gr=[["circle",{cx:"12",cy:"12",r:"1"}],["circle",{cx:"19",cy:"12",r:"1"}],["circle",{cx:"5",cy:"12",r:"1"}]];var Wr=[["path",{d:"M15 3h6v6"}],["path",{d:"M10 14 21 3"}],["path",{d:"M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6"}]];var ft=[["path",{d:"M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.704.706l3.588 3.588A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2z"}],["path",{d:"M14 2v5a1 1 0 0 0 1 1h5"}],["path",{d:"M10 9H8"}],["path",{d:"M16 13H8"}],["path",{d:"M16 17H8"}]];var So=[["path",{d:"M14 2v6a2 2 0 0 0 .245.96l5.51 10.08A2 2 0 0 1 18 22H6a2 2 0 0 1-1.755-2.96l5.51-10.08A2 2 0 0 0 10 8V2"}],["path",{d:"M6.453 15h11.094"}],["path",{d:"M8.5 2h7"}]];var zr=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"M12 2a14.5 14.5 0 0 0 0 20 14.5 14.5 0 0 0 0-20"}],["path",{d:"M2 12h20"}]];var Ft=[["path",{d:"M15 21v-8a1 1 0 0 0-1-1h-4a1 1 0 0 0-1 1v8"}],["path",{d:"M3 10a2 2 0 0 1 .709-1.528l7-6a2 2 0 0 1 2.582 0l7 6A2 2 0 0 1 21 10v9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z"}]];var Vr=[["rect",{width:"18",height:"18",x:"3",y:"3",rx:"2",ry:"2"}],["circle",{cx:"9",cy:"9",r:"2"}],["path",{d:"m21 15-3.086-3.086a2 2 0 0 0-2.828 0L6 21"}]];var Kr=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"M12 16v-4"}],["path",{d:"M12 8h.01"}]];var vo=[["path",{d:"m2 21 9.6-9.6"}],["path",{d:"m7.5 15.5 2.3 2.3a1 1 0 0 1 0 1.4l-2.1 2.1a1 1 0 0 1-1.4 0L4 19"}],["circle",{cx:"15.5",cy:"7.5",r:"5.5"}]];var jr=[["rect",{width:"7",height:"7",x:"3",y:"3",rx:"1"}],["rect",{width:"7",height:"7",x:"14",y:"3",rx:"1"}],["rect",{width:"7",height:"7",x:"14",y:"14",rx:"1"}],["rect",{width:"7",height:"7",x:"3",y:"14",rx:"1"}]];var Ao=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"m4.93 4.93 4.24 4.24"}],["path",{d:"m14.83 9.17 4.24-4.24"}],["path",{d:"m14.83 14.83 4.24 4.24"}],["path",{d:"m9.17 14.83-4.24 4.24"}],["circle",{cx:"12",cy:"12",r:"4"}]];var To=[["path",{d:"M15 14c.2-1 .7-1.7 1.5-2.5 1-.9 1.5-2.2 1.5-3.5A6 6 0 0 0 6 8c0 1 .2 2.2 1.5 3.5.7.7 1.3 1.5 1.5 2.5"}],["path",{d:"M9 18h6"}],["path",{d:"M10 22h4"}]];var _o=[["path",{d:"m22 7-8.991 5.727a2 2 0 0 1-2.009 0L2 7"}],["rect",{x:"2",y:"4",width:"20",height:"16",rx:"2"}]];var Xr=[["path",{d:"M20 10c0 4.993-5.539 10.193-7.399 11.799a1 1 0 0 1-1.202 0C9.539 20.193 4 14.993 4 10a8 8 0 0 1 16 0"}],["circle",{cx:"12",cy:"10",r:"3"}]];var Qr=[["path",{d:"M15 3h6v6"}],["path",{d:"m21 3-7 7"}],["path",{d:"m3 21 7-7"}],["path",{d:"M9 21H3v-6"}]];var Zr=[["path",{d:"M4 5h16"}],["path",{d:"M4 12h16"}],["path",{d:"M4 19h16"}]];var Yr=[["path",{d:"m14 10 7-7"}],["path",{d:"M20 10h-6V4"}],["path",{d:"m3 21 7-7"}],["path",{d:"M4 14h6v6"}]];var Eo=[["rect",{width:"20",height:"14",x:"2",y:"3",rx:"2"}],["line",{x1:"8",x2:"16",y1:"21",y2:"21"}],["line",{x1:"12",x2:"12",y1:"17",y2:"21"}]];var Lo=[["path",{d:"M20.985 12.486a9 9 0 1 1-9.473-9.472c.405-.022.617.46.402.803a6 6 0 0 0 8.268 8.268c.344-.215.825-.004.803.401"}]];var Jr=[["path",{d:"M13.4 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-7.4"}],["path",{d:"M2 6h4"}],["path",{d:"M2 10h4"}],["path",{d:"M2 14h4"}],["path",{d:"M2 18h4"}],["path",{d:"M21.378 5.626a1 1 0 1 0-3.004-3.004l-5.01 5.012a2 2 0 0 0-.506.854l-.837 2.87a.5.5 0 0 0 .62.62l2.87-.837a2 2 0 0 0 .854-.506z"}]];var Gt=[["rect",{width:"18",height:"18",x:"3",y:"3",rx:"2"}],["path",{d:"M9 3v18"}]];var ea=[["rect",{width:"18",height:"18",x:"3",y:"3",rx:"2"}],["path",{d:"M15 3v18"}]];var Ro=[["path",{d:"m16 6-8.414 8.586a2 2 0 0 0 2.829 2.829l8.414-8.586a4 4 0 1 0-5.657-5.657l-8.379 8.551a6 6 0 1 0 8.485 8.485l8.379-8.551"}]];var ut=[["path",{d:"M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497z"}],["path",{d:"m15 5 4 4"}]];var Mo=[["path",{d:"M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384"}]];var $o=[["path",{d:"M5 5a2 2 0 0 1 3.008-1.728l11.997 6.998a2 2 0 0 1 .003 3.458l-12 7A2 2 0 0 1 5 19z"}]];var Io=[["path",{d:"M5 12h14"}],["path",{d:"M12 5v14"}]];var Po=[["path",{d:"M16 3a2 2 0 0 0-2 2v6a2 2 0 0 0 2 2 1 1 0 0 1 1 1v1a2 2 0 0 1-2 2 1 1 0 0 0-1 1v2a1 1 0 0 0 1 1 6 6 0 0 0 6-6V5a2 2 0 0 0-2-2z"}],["path",{d:"M5 3a2 2 0 0 0-2 2v6a2 2 0 0 0 2 2 1 1 0 0 1 1 1v1a2 2 0 0 1-2 2 1 1 0 0 0-1 1v2a1 1 0 0 0 1 1 6 6 0 0 0 6-6V5a2 2 0 0 0-2-2z"}]];var Wt=[["path",{d:"M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8"}],["path",{d:"M3 3v5h5"}],["path",{d:"M12 7v5l4 2"}]];var ta=[["path",{d:"M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8"}],["path",{d:"M3 3v5h5"}]];var ra=[["path",{d:"m21 21-4.34-4.34"}],["circle",{cx:"11",cy:"11",r:"8"}]];var aa=[["path",{d:"M9.671 4.136a2.34 2.34 0 0 1 4.659 0 2.34 2.34 0 0 0 3.319 1.915 2.34 2.34 0 0 1 2.33 4.033 2.34 2.34 0 0 0 0 3.831 2.34 2.34 0 0 1-2.33 4.033 2.34 2.34 0 0 0-3.319 1.915 2.34 2.34 0 0 1-4.659 0 2.34 2.34 0 0 0-3.32-1.915 2.34 2.34 0 0 1-2.33-4.033 2.34 2.34 0 0 0 0-3.831A2.34 2.34 0 0 1 6.35 6.051a2.34 2.34 0 0 0 3.319-1.915"}],["circle",{cx:"12",cy:"12",r:"3"}]];var Do=[["circle",{cx:"18",cy:"5",r:"3"}],["circle",{cx:"6",cy:"12",r:"3"}],["circle",{cx:"18",cy:"19",r:"3"}],["line",{x1:"8.59",x2:"15.42",y1:"13.51",y2:"17.49"}],["line",{x1:"15.41",x2:"8.59",y1:"6.51",y2:"10.49"}]];var Oo=[["rect",{width:"14",height:"20",x:"5",y:"2",rx:"2",ry:"2"}],["path",{d:"M12 18h.01"}]];var pt=[["path",{d:"M11.017 2.814a1 1 0 0 1 1.966 0l1.051 5.558a2 2 0 0 0 1.594 1.594l5.558 1.051a1 1 0 0 1 0 1.966l-5.558 1.051a2 2 0 0 0-1.594 1.594l-1.051 5.558a1 1 0 0 1-1.966 0l-1.051-5.558a2 2 0 0 0-1.594-1.594l-5.558-1.051a1 1 0 0 1 0-1.966l5.558-1.051a2 2 0 0 0 1.594-1.594z"}],["path",{d:"M20 2v4"}],["path",{d:"M22 4h-4"}],["circle",{cx:"4",cy:"20",r:"2"}]];var oa=[["path",{d:"m10 9-3 3 3 3"}],["path",{d:"m14 15 3-3-3-3"}],["rect",{x:"3",y:"3",width:"18",height:"18",rx:"2"}]];var He=[["path",{d:"M12 3H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2v-7"}],["path",{d:"M18.375 2.625a1 1 0 0 1 3 3l-9.013 9.014a2 2 0 0 1-.853.505l-2.873.84a.5.5 0 0 1-.62-.62l.84-2.873a2 2 0 0 1 .506-.852z"}]];var Bo=[["rect",{width:"18",height:"18",x:"3",y:"3",rx:"2"}]];var sa=[["path",{d:"M11.525 2.295a.53.53 0 0 1 .95 0l2.31 4.679a2.123 2.123 0 0 0 1.595 1.16l5.166.756a.53.53 0 0 1 .294.904l-3.736 3.638a2.123 2.123 0 0 0-.611 1.878l.882 5.14a.53.53 0 0 1-.771.56l-4.618-2.428a2.122 2.122 0 0 0-1.973 0L6.396 21.01a.53.53 0 0 1-.77-.56l.881-5.139a2.122 2.122 0 0 0-.611-1.879L2.16 9.795a.53.53 0 0 1 .294-.906l5.165-.755a2.122 2.122 0 0 0 1.597-1.16z"}]];var No=[["circle",{cx:"12",cy:"12",r:"4"}],["path",{d:"M12 2v2"}],["path",{d:"M12 20v2"}],["path",{d:"m4.93 4.93 1.41 1.41"}],["path",{d:"m17.66 17.66 1.41 1.41"}],["path",{d:"M2 12h2"}],["path",{d:"M20 12h2"}],["path",{d:"m6.34 17.66-1.41 1.41"}],["path",{d:"m19.07 4.93-1.41 1.41"}]];var Ho=[["path",{d:"M9 18.12 10 14H4.17a2 2 0 0 1-1.92-2.56l2.33-8A2 2 0 0 1 6.5 2H20a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-2.76a2 2 0 0 0-1.79 1.11L12 22a3.13 3.13 0 0 1-3-3.88Z"}],["path",{d:"M17 14V2"}]];var Uo=[["path",{d:"M15 5.88 14 10h5.83a2 2 0 0 1 1.92 2.56l-2.33 8A2 2 0 0 1 17.5 22H4a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2h2.76a2 2 0 0 0 1.79-1.11L12 2a3.13 3.13 0 0 1 3 3.88Z"}],["path",{d:"M7 10v12"}]];var na=[["path",{d:"M10 11v6"}],["path",{d:"M14 11v6"}],["path",{d:"M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6"}],["path",{d:"M3 6h18"}],["path",{d:"M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2"}]];var mt=[["path",{d:"M19 21v-2a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v2"}],["circle",{cx:"12",cy:"7",r:"4"}]];var qo=[["path",{d:"M12 20h.01"}],["path",{d:"M8.5 16.429a5 5 0 0 1 7 0"}],["path",{d:"M5 12.859a10 10 0 0 1 5.17-2.69"}],["path",{d:"M19 12.859a10 10 0 0 0-2.007-1.523"}],["path",{d:"M2 8.82a15 15 0 0 1 4.177-2.643"}],["path",{d:"M22 8.82a15 15 0 0 0-11.288-3.764"}],["path",{d:"m2 2 20 20"}]];var Fo=[["path",{d:"M14.7 6.3a1 1 0 0 0 0 1.4l1.6 1.6a1 1 0 0 0 1.4 0l3.106-3.105c.32-.322.863-.22.983.218a6 6 0 0 1-8.259 7.057l-7.91 7.91a1 1 0 0 1-2.999-3l7.91-7.91a6 6 0 0 1 7.057-8.259c.438.12.54.662.219.984z"}]];var ia=[["path",{d:"M18 6 6 18"}],["path",{d:"m6 6 12 12"}]];var Go=[["path",{d:"M15.914 4a1.5 1.5 0 00-2.474-1.561l-9 9A1.5 1.5 0 005.5 14h4.002a.5.5 0 01.471.666L8.086 20a1.5 1.5 0 002.475 1.56l9-9A1.5 1.5 0 0018.5 10h-3.997a.5.5 0 01-.472-.667z"}]];var bl={agent:ho,analytics:Ht,atom:co,batch:jr,bolt:Go,"book-open":Nt,"book-closed":Nt,"book-clock":Nt,bug:go,calendar:yo,chart:Ht,check:qr,"check-circle":Ut,"check-circle-filled":Ut,"chevron-left":dt,"chevron-right":Co,"circle-question":qt,clock:bo,compass:wo,cube:xo,desktop:Eo,document:ft,"dots-horizontal":Gr,"external-link":Wr,globe:zr,keys:vo,lab:So,images:Vr,info:Kr,lifesaver:Ao,lightbulb:To,mail:_o,"map-pin":Xr,maps:Xr,mobile:Oo,name:mt,notebook:Jr,"notebook-pencil":Jr,"page-blank":ft,phone:Mo,play:$o,plus:Io,profile:mt,"profile-card":mt,reload:ta,star:sa,"star-filled":sa,search:ra,sparkle:pt,"sparkle-double":pt,"square-code":oa,"square-image":Vr,"square-text":ft,"settings-slider":aa,user:mt,write:ut,"write-alt":ut,"write-alt2":ut,"sidebar-left":Gt,"sidebar-right":ea,"sidebar-open-left":Gt,"sidebar-open-right":ea,home:Ft,"home-alt":Ft,"back-small":dt,"back-large":dt,"expand-large":Qr,"expand-small":Qr,"collapse-large":Yr,"collapse-small":Yr,"settings-cog":aa,grid:jr,menu:Zr,hamburger:Zr,history:Wt,compose:He,share:Do,"light-mode":No,"dark-mode":Lo,close:ia},wl={"arrow-down":po,"arrow-up":mo,alert:Fr,attach:Ro,back:dt,check:qr,close:ia,compose:He,copy:ko,document:ft,down:Ho,"external-link":Wr,globe:zr,history:Wt,info:Kr,offline:qo,pencil:ut,quote:Po,retry:ta,search:ra,stop:Bo,tool:Fo,trash:na,up:Uo};function T(e){return kn(wl[e])}function Z(e){return e?kn(bl[e.replace(/^lucide:/,"")]??pt):c}function kn(e){return f`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${e.map(kl)}</svg>`}function kl([e,t]){let r=t;switch(e){case"path":return $e`<path d=${r.d} />`;case"circle":return $e`<circle cx=${r.cx} cy=${r.cy} r=${r.r} />`;case"ellipse":return $e`<ellipse cx=${r.cx} cy=${r.cy} rx=${r.rx} ry=${r.ry} />`;case"line":return $e`<line x1=${r.x1} y1=${r.y1} x2=${r.x2} y2=${r.y2} />`;case"rect":return $e`<rect x=${r.x??0} y=${r.y??0} width=${r.width} height=${r.height} rx=${r.rx??0} />`;case"polyline":case"polygon":return $e`<polyline points=${r.points} />`;default:return c}}var Sl=CSS.supports("field-sizing","content"),se,ct,te,me,ne,z,Ue,P,Sn,vn,An,Tn,da,Wo,_n,zo,En,la=class{constructor(t){u(this,P);u(this,se);u(this,ct,Ur());u(this,te,"");u(this,me,null);u(this,ne,[]);u(this,z,null);u(this,Ue,null);u(this,da,t=>{p(this,te,t.target.value),s(this,se).requestUpdate()});p(this,se,t),t.addController(this)}hostUpdated(){let t=s(this,ct).value;t&&t.value!==s(this,te)&&(t.value=s(this,te)),t&&!Sl&&vl(t)}get toolId(){return s(this,z)}focus(){s(this,ct).value?.focus()}set(t){t.content?p(this,te,Vo(t.content)):t.text!==void 0&&p(this,te,t.text),t.reply!==void 0&&p(this,me,t.reply||null),t.attachments&&p(this,ne,t.attachments),t.selectedToolId!==void 0&&p(this,z,t.selectedToolId),t.selectedModelId!==void 0&&p(this,Ue,t.selectedModelId),s(this,se).requestUpdate()}render(t){let r=t.options?.tools?.find(n=>n.id===s(this,z)),a=t.closedBecause??r?.placeholderOverride??t.options?.placeholder??$s,o=t.closedBecause!==null;return f`
      <form class="composer" part="composer" @submit=${n=>{n.preventDefault(),l(this,P,zo).call(this,t)}}>
        ${s(this,me)===null?c:l(this,P,Sn).call(this,s(this,me))}
        ${s(this,ne).map(n=>l(this,P,vn).call(this,n))}
        <div class="composer-line">
          <textarea ${pe(s(this,ct))} part="input" rows="1" dir="auto" enterkeyhint="send" autocomplete="off"
            aria-label=${a} placeholder=${a} ?disabled=${o}
            @input=${s(this,da)} @keydown=${n=>{l(this,P,_n).call(this,n,t)}}></textarea>
          ${t.busy&&t.canStop?f`<button class="send stop" part="stop-button" type="button" aria-label="Stop answering" title="Stop"
                @click=${()=>{t.stop(),this.focus()}}>${T("stop")}</button>`:f`<button class="send" part="send-button" type="submit" aria-label="Send message" title="Send"
                ?disabled=${o||t.busy||l(this,P,Wo).call(this)}>${T("arrow-up")}</button>`}
        </div>
        ${t.options?.tools?.length||t.options?.models?.length?f`<div class="composer-bar">${l(this,P,An).call(this,t)} ${l(this,P,Tn).call(this,t)}</div>`:c}
      </form>`}};se=new WeakMap,ct=new WeakMap,te=new WeakMap,me=new WeakMap,ne=new WeakMap,z=new WeakMap,Ue=new WeakMap,P=new WeakSet,Sn=function(t){let r=()=>{p(this,me,null),s(this,se).requestUpdate(),this.focus()};return f`<div class="composer-quote" part="quote">
      ${T("quote")}<blockquote dir="auto">${t}</blockquote>
      <button class="quiet" type="button" aria-label="Remove the quote" @click=${r}>${T("close")}</button>
    </div>`},vn=function(t){let r=()=>{p(this,ne,s(this,ne).filter(a=>a!==t)),s(this,se).requestUpdate()};return f`<div class="attachment">${T("attach")}<span>${t.name}</span>
      <button class="quiet" type="button" aria-label=${`Remove ${t.name}`} @click=${r}>${T("close")}</button>
    </div>`},An=function(t){let r=a=>{p(this,z,s(this,z)===a?null:a),s(this,se).requestUpdate(),t.toolChanged(s(this,z))};return(t.options?.tools??[]).map(a=>f`<button class="tool" type="button" aria-pressed=${s(this,z)===a.id}
        @click=${()=>{r(a.id)}}>${Z(a.icon)}<span>${a.shortLabel??a.label}</span></button>`)},Tn=function(t){let r=t.options?.models??[];if(r.length===0)return c;let a=s(this,Ue)??r.find(o=>o.default)?.id??r[0]?.id;return f`<select class="models" aria-label="Model"
      @change=${o=>{p(this,Ue,o.target.value)}}>
      ${r.map(o=>f`<option value=${o.id} ?disabled=${o.disabled??!1}
        ?selected=${o.id===a}>${o.label}</option>`)}
    </select>`},da=new WeakMap,Wo=function(){return s(this,te).trim()===""&&s(this,ne).length===0},_n=function(t,r){let a=t.isComposing||t.keyCode===229;t.key!=="Enter"||t.shiftKey||a||(t.preventDefault(),l(this,P,zo).call(this,r))},zo=function(t){if(t.busy||t.closedBecause!==null||l(this,P,Wo).call(this))return;let r=s(this,Ue)??t.options?.models?.find(o=>o.default)?.id,a={content:[{type:"input_text",text:s(this,te).trim()}],quote:s(this,me),attachments:[...s(this,ne)],...r?{model:r}:{},...s(this,z)?{toolId:s(this,z)}:{}};l(this,P,En).call(this,t),t.send(a)},En=function(t){p(this,te,""),p(this,me,null),p(this,ne,[]);let r=t.options?.tools?.find(a=>a.id===s(this,z));s(this,z)!==null&&!r?.persistent&&(p(this,z,null),t.toolChanged(null)),s(this,se).requestUpdate()};function Vo(e){return e.map(t=>t.type==="input_tag"?`@${t.text}`:t.text).join("")}function vl(e){e.style.height="auto",e.style.height=`${String(e.scrollHeight)}px`}function Ln(e,t){let r=[],a=new Map,o=[];for(let{source:n,index:i}of t){if(!n)continue;let d=Al(n),m=a.get(d);m===void 0&&(m=r.push(n),a.set(d,m)),typeof i=="number"&&o.push({at:i,number:m})}return{sources:r,marked:Tl(e.replaceAll(/[\uE000\uE001]/g,""),o)}}function Al(e){return e.type==="url"?`url ${e.url}`:e.type==="file"?`file ${e.filename}`:`entity ${e.id}`}function Tl(e,t){if(t.length===0)return e;let r=Array.from(e),a="",o=0;for(let{at:n,number:i}of t.toSorted((d,m)=>d.at-m.at)){let d=Math.max(o,Math.min(n,r.length));for(;d>o&&/\s/.test(r[d-1]??"");)d-=1;a+=`${r.slice(o,d).join("")}${String(i)}`,o=d}return a+r.slice(o).join("")}var w={Document:1,Blockquote:20,Paragraph:2,Heading_1:3,Heading_2:4,Heading_3:5,Heading_4:6,Heading_5:7,Heading_6:8,Code_Block:9,Code_Fence:10,Code_Inline:11,Italic_Ast:12,Italic_Und:13,Strong_Ast:14,Strong_Und:15,Strike:16,Link:17,Raw_URL:18,Image:19,Line_Break:21,Rule:22,List_Unordered:23,List_Ordered:24,List_Item:25,Checkbox:26,Table:27,Table_Row:28,Table_Cell:29,Equation_Block:30,Equation_Inline:31};var Xo=1,Mn=2,$n=4,In=8,Pn=16,ht={Href:Xo,Src:Mn,Lang:$n,Checked:In,Start:Pn};var _l=e=>{switch(e){case 1:return 3;case 2:return 4;case 3:return 5;case 4:return 6;case 5:return 7;default:return 8}},El=_l;var Rn=24;function Dn(e){let t=new Uint32Array(Rn);return t[0]=1,{renderer:e,text:"",pending:"",tokens:t,len:0,token:1,fence_end:0,blockquote_idx:0,hr_char:"",hr_chars:0,fence_start:0,spaces:new Uint8Array(Rn),indent:"",indent_len:0,table_state:0}}function On(e){e.pending.length>0&&N(e,`
`)}function _(e){e.text.length!==0&&(console.assert(e.len>0,"Never adding text to root"),e.renderer.add_text(e.renderer.data,e.text),e.text="")}function R(e){console.assert(e.len>0,"No nodes to end"),e.len-=1,e.token=e.tokens[e.len],e.renderer.end_token(e.renderer.data)}function E(e,t){(e.tokens[e.len]===24||e.tokens[e.len]===23)&&t!==25&&R(e),e.len+=1,e.tokens[e.len]=t,e.token=t,e.renderer.add_token(e.renderer.data,t)}function Ll(e,t,r){for(;r<=e.len;){if(e.tokens[r]===t)return r;r+=1}return-1}function qe(e,t){for(e.fence_start=0;e.len>t;)R(e)}function fa(e,t){let r=0;for(let a=0;a<=e.len&&(t-=e.spaces[a],!(t<0));a+=1)switch(e.tokens[a]){case 9:case 10:case 20:case 25:r=a;break}for(;e.len>r;)R(e);return t}function Ko(e,t){let r=-1,a=-1;for(let o=e.blockquote_idx+1;o<=e.len;o+=1)if(e.tokens[o]===25){if(e.indent_len<e.spaces[o]){a=-1;break}a=o}else e.tokens[o]===t&&(r=o);return a===-1?r===-1?(qe(e,e.blockquote_idx),E(e,t),!0):(qe(e,r),!1):(qe(e,a),E(e,t),!0)}function jo(e,t){E(e,25),e.spaces[e.len]=e.indent_len+t,ce(e),e.token=103}function ce(e){e.indent="",e.indent_len=0,e.pending=""}function Qo(e){switch(e){case 48:case 49:case 50:case 51:case 52:case 53:case 54:case 55:case 56:case 57:return!0;default:return!1}}function Rl(e){switch(e){case 32:case 58:case 59:case 41:case 44:case 33:case 46:case 63:case 93:case 10:return!0;default:return!1}}function Ml(e){return Qo(e)||Rl(e)}function N(e,t){for(let r of t){if(e.token===101){switch(r){case" ":e.indent_len+=1;continue;case"	":e.indent_len+=4;continue}let o=fa(e,e.indent_len);e.indent_len=0,e.token=e.tokens[e.len],o>0&&N(e," ".repeat(o))}let a=e.pending+r;switch(e.token){case 21:case 1:case 20:case 24:case 23:switch(console.assert(e.text.length===0,"Root should not have any text"),e.pending[0]){case void 0:e.pending=r;continue;case" ":console.assert(e.pending.length===1),e.pending=r,e.indent+=" ",e.indent_len+=1;continue;case"	":console.assert(e.pending.length===1),e.pending=r,e.indent+="	",e.indent_len+=4;continue;case`
`:if(console.assert(e.pending.length===1),e.tokens[e.len]===25&&e.token===21){R(e),ce(e),e.pending=r;continue}qe(e,e.blockquote_idx),ce(e),e.blockquote_idx=0,e.fence_start=0,e.pending=r;continue;case"#":switch(r){case"#":if(e.pending.length<6){e.pending=a;continue}break;case" ":fa(e,e.indent_len),E(e,El(e.pending.length)),ce(e);continue}break;case">":{let n=Ll(e,20,e.blockquote_idx+1);n===-1?(qe(e,e.blockquote_idx),e.blockquote_idx+=1,e.fence_start=0,E(e,20)):e.blockquote_idx=n,ce(e),e.pending=r;continue}case"-":case"*":case"_":if(e.hr_chars===0&&(console.assert(e.pending.length===1,"Pending should be one character"),e.hr_chars=1,e.hr_char=e.pending),e.hr_chars>0){switch(r){case e.hr_char:e.hr_chars+=1,e.pending=a;continue;case" ":e.pending=a;continue;case`
`:if(e.hr_chars<3)break;fa(e,e.indent_len),e.renderer.add_token(e.renderer.data,22),e.renderer.end_token(e.renderer.data),ce(e),e.hr_chars=0;continue}e.hr_chars=0}if(e.pending[0]!=="_"&&e.pending[1]===" "){Ko(e,23),jo(e,2),N(e,a.slice(2));continue}break;case"`":if(e.pending.length<3){if(r==="`"){e.pending=a,e.fence_start=a.length;continue}e.fence_start=0;break}switch(r){case"`":e.pending.length===e.fence_start?(e.pending=a,e.fence_start=a.length):(E(e,2),ce(e),e.fence_start=0,N(e,a));continue;case`
`:{fa(e,e.indent_len),E(e,10),e.pending.length>e.fence_start&&e.renderer.set_attr(e.renderer.data,$n,e.pending.slice(e.fence_start)),ce(e),e.token=101;continue}default:e.pending=a;continue}case"+":if(r!==" ")break;Ko(e,23),jo(e,2);continue;case"0":case"1":case"2":case"3":case"4":case"5":case"6":case"7":case"8":case"9":if(e.pending[e.pending.length-1]==="."){if(r!==" ")break;Ko(e,24)&&e.pending!=="1."&&e.renderer.set_attr(e.renderer.data,Pn,e.pending.slice(0,-1)),jo(e,e.pending.length+1);continue}else{let n=r.charCodeAt(0);if(n===46||Qo(n)){e.pending=a;continue}}break;case"|":qe(e,e.blockquote_idx),E(e,27),E(e,28),e.pending="",N(e,r);continue}let o=a;if(e.token===21)e.token=e.tokens[e.len],e.renderer.add_token(e.renderer.data,21),e.renderer.end_token(e.renderer.data);else if(e.indent_len>=4){let n=0;for(;n<4;n+=1)if(e.indent[n]==="	"){n=n+1;break}o=e.indent.slice(n)+a,E(e,9)}else E(e,2);ce(e),N(e,o);continue;case 27:if(e.table_state===1)switch(r){case"-":case" ":case"|":case":":e.pending=a;continue;case`
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
`:e.text+=e.pending,e.pending="",e.token=21,e.blockquote_idx=0,_(e);continue;case" ":e.text+=e.pending,e.pending=r;continue;default:e.text+=a,e.pending="";continue}case 103:switch(e.pending.length){case 0:if(r!=="[")break;e.pending=a;continue;case 1:if(r!==" "&&r!=="x")break;e.pending=a;continue;case 2:if(r!=="]")break;e.pending=a;continue;case 3:if(r!==" ")break;e.renderer.add_token(e.renderer.data,26),e.pending[1]==="x"&&e.renderer.set_attr(e.renderer.data,In,""),e.renderer.end_token(e.renderer.data),e.pending=" ";continue}e.token=e.tokens[e.len],e.pending="",N(e,a);continue;case 14:case 15:{let n="*",i=12;if(e.token===15&&(n="_",i=13),n===e.pending){if(_(e),n===r){R(e),e.pending="";continue}E(e,i),e.pending=r;continue}break}case 12:case 13:{let n="*",i=14;switch(e.token===13&&(n="_",i=15),e.pending){case n:n===r?e.tokens[e.len-1]===i?e.pending=a:(_(e),E(e,i),e.pending=""):(_(e),R(e),e.pending=r);continue;case n+n:let d=e.token;_(e),R(e),R(e),n!==r?(E(e,d),e.pending=r):e.pending="";continue}break}case 16:if(a==="~~"){_(e),R(e),e.pending="";continue}break;case 105:r===`
`?(_(e),E(e,30),e.pending=""):(e.token=e.tokens[e.len],e.pending[0]==="\\"?e.text+="[":e.text+="$$",e.pending="",N(e,r));continue;case 30:if(a==="\\]"||a==="$$"){_(e),R(e),e.pending="";continue}break;case 31:if(a==="\\)"||e.pending[0]==="$"){_(e),R(e),r===")"?e.pending="":e.pending=r;continue}break;case 102:a==="http://"||a==="https://"?(_(e),E(e,18),e.pending=a,e.text=a):"http:/"[e.pending.length]===r||"https:/"[e.pending.length]===r?e.pending=a:(e.token=e.tokens[e.len],N(e,r));continue;case 17:case 19:if(e.pending==="]"){_(e),r==="("?e.pending=a:(R(e),e.pending=r);continue}if(e.pending[0]==="]"&&e.pending[1]==="("){if(r===")"){let n=e.token===17?Xo:Mn,i=e.pending.slice(2);e.renderer.set_attr(e.renderer.data,n,i),R(e),e.pending=""}else e.pending+=r;continue}break;case 18:r===" "||r===`
`||r==="\\"?(e.renderer.set_attr(e.renderer.data,Xo,e.pending),_(e),R(e),e.pending=r):(e.text+=r,e.pending=a);continue;case 104:if(a.startsWith("<br")){if(a.length===3||r===" "||r==="/"&&(a.length===4||e.pending[e.pending.length-1]===" ")){e.pending=a;continue}if(r===">"){_(e),e.token=e.tokens[e.len],e.renderer.add_token(e.renderer.data,21),e.renderer.end_token(e.renderer.data),e.pending="";continue}}e.token=e.tokens[e.len],e.text+="<",e.pending=e.pending.slice(1),N(e,r);continue}switch(e.pending[0]){case"\\":if(e.token===19||e.token===30||e.token===31)break;switch(r){case"(":_(e),E(e,31),e.pending="";continue;case"[":e.token=105,e.pending=a;continue;case`
`:e.pending=r;continue;default:let o=r.charCodeAt(0);e.pending="",e.text+=Qo(o)||o>=65&&o<=90||o>=97&&o<=122?a:r;continue}case`
`:switch(e.token){case 19:case 30:case 31:break;case 3:case 4:case 5:case 6:case 7:case 8:_(e),qe(e,e.blockquote_idx),e.blockquote_idx=0,e.pending=r;continue;default:_(e),e.pending=r,e.token=21,e.blockquote_idx=0;continue}break;case"<":if(e.token!==19&&e.token!==30&&e.token!==31){_(e),e.pending=a,e.token=104;continue}break;case"`":if(e.token===19)break;r==="`"?(e.fence_start+=1,e.pending=a):(e.fence_start+=1,_(e),E(e,11),e.text=r===" "||r===`
`?"":r,e.pending="");continue;case"_":case"*":{if(e.token===19||e.token===30||e.token===31||e.token===14)break;let o=12,n=14,i=e.pending[0];if(i==="_"&&(o=13,n=15),e.pending.length===1){if(i===r){e.pending=a;continue}if(r!==" "&&r!==`
`){_(e),E(e,o),e.pending=r;continue}}else{if(i===r){_(e),E(e,n),E(e,o),e.pending="";continue}if(r!==" "&&r!==`
`){_(e),E(e,n),e.pending=r;continue}}break}case"~":if(e.token!==19&&e.token!==16){if(e.pending==="~"){if(r==="~"){e.pending=a;continue}}else if(r!==" "&&r!==`
`){_(e),E(e,16),e.pending=r;continue}}break;case"$":if(e.token!==19&&e.token!==16&&e.pending==="$")if(r==="$"){e.token=105,e.pending=a;continue}else{if(Ml(r.charCodeAt(0)))break;_(e),E(e,31),e.pending=r;continue}break;case"[":if(e.token!==19&&e.token!==17&&e.token!==30&&e.token!==31&&r!=="]"){_(e),E(e,17),e.pending=r;continue}break;case"!":if(e.token!==19&&r==="["){_(e),E(e,19),e.pending="";continue}break;case" ":if(e.pending.length===1&&r===" ")continue;break}if(e.token!==19&&e.token!==17&&e.token!==30&&e.token!==31&&r==="h"&&(e.pending===" "||e.pending==="")){e.text+=e.pending,e.pending=r,e.token=102;continue}e.text+=e.pending,e.pending=r}_(e)}var Pl={[w.Blockquote]:"blockquote",[w.Paragraph]:"p",[w.Line_Break]:"br",[w.Rule]:"hr",[w.Heading_1]:"h3",[w.Heading_2]:"h3",[w.Heading_3]:"h4",[w.Heading_4]:"h5",[w.Heading_5]:"h6",[w.Heading_6]:"h6",[w.Italic_Ast]:"em",[w.Italic_Und]:"em",[w.Strong_Ast]:"strong",[w.Strong_Und]:"strong",[w.Strike]:"s",[w.Code_Inline]:"code",[w.Link]:"a",[w.Raw_URL]:"a",[w.List_Unordered]:"ul",[w.List_Ordered]:"ol",[w.List_Item]:"li",[w.Checkbox]:"input"};function Hn(e,t){return{data:{stack:[{node:e,token:w.Document}],context:t,heldMark:"",unclosed:null},add_token:Dl,end_token:Nl,add_text:Fl,set_attr:Ul}}function zt(e){let t=e.stack.at(-1);if(!t)throw new Error("The markdown parser closed more than it opened.");return t}function Dl(e,t){t!==w.Document&&e.stack.push({node:Ol(zt(e).node,t),token:t})}function Ol(e,t){switch(t){case w.Code_Block:case w.Code_Fence:return Bl(e);case w.Table:{let r=Q(e,"div","table");return r.tabIndex=0,Q(r,"table")}case w.Table_Row:{let r=e.children.length===0,a=r||e.children.length===1?Q(e,r?"thead":"tbody"):e.children[1];return Q(a,"tr")}case w.Table_Cell:return Q(e,e.parentElement?.tagName==="THEAD"?"th":"td");case w.Checkbox:{let r=Q(e,"input");return r.type="checkbox",r.disabled=!0,r}default:return Q(e,Pl[t]??"span")}}function Bl(e){let t=Q(e,"div","code"),r=Q(t,"div","code-bar");Q(r,"span","code-language");let a=Q(r,"button","copy-code");a.type="button",a.textContent="Copy";let o=Q(t,"pre");return o.tabIndex=0,Q(o,"code")}function Q(e,t,r){let a=document.createElement(t);return r&&(a.className=r),e.appendChild(a)}function Nl(e){let{node:t,token:r}=zt(e);if(e.stack.pop(),r===w.Link&&!t.hasAttribute("href")&&!t.dataset.refused)t.replaceWith("[",...t.childNodes,"]");else if(r===w.Equation_Inline)t.replaceWith("$",...t.childNodes,"$");else if(r===w.Equation_Block)t.replaceWith("$$",...t.childNodes,"$$");else if(r===w.Image)t.replaceWith(Hl(t,e.context));else if(r===w.Raw_URL){let a=t.textContent,o=Un(a);t.textContent=o,o.length<a.length&&t.after(a.slice(o.length))}}function Hl(e,{imageDomains:t}){let r=e.dataset.src??"",a=e.textContent||"Image",o=Qe(r,t);if(o){let d=document.createElement("img");return d.alt=a,d.loading="lazy",d.referrerPolicy="no-referrer",d.src=o.href,d}let n=Ie(r);if(!n||r==="")return document.createTextNode(a);let i=document.createElement("a");return i.textContent=a,Ze(i,n),i}function Ul(e,t,r){let{node:a,token:o}=zt(e);switch(t){case ht.Href:ql(e,a,o===w.Raw_URL?Un(r):Nn(r));return;case ht.Src:a.dataset.src=Nn(r);return;case ht.Lang:{let n=a.closest(".code")?.querySelector(".code-language");n&&(n.textContent=r.trim().slice(0,40));return}case ht.Checked:a.checked=!0;return;case ht.Start:a.start=Number.parseInt(r,10)||1}}function ql(e,t,r){let a=Ie(r);a?Ze(t,a):t.dataset.refused="true",e.unclosed=r.lastIndexOf("(")>r.lastIndexOf(")")?{anchor:t,address:r}:null}function Nn(e){return e.trim().replace(/\s+(["']).*\1$/,"").replace(/^<(.*)>$/,"$1")}function Un(e){return e.replace(/[.,;:!?"')\]*_]+$/,"")}function Fl(e,t){let{node:r}=zt(e),a=e.heldMark+Gl(e,t);for(e.heldMark="";;){let o=a.indexOf("");if(o<0)break;let n=a.indexOf("",o);if(o>0&&r.append(a.slice(0,o)),n<0){e.heldMark=a.slice(o);return}let i=e.context.chip(Number(a.slice(o+1,n)));i&&r.append(i),a=a.slice(n+1)}a&&r.append(a)}function Gl(e,t){let{unclosed:r}=e;if(!r||t===""||(e.unclosed=null,!t.startsWith(")")||r.anchor.parentNode!==zt(e).node))return t;let a=Ie(`${r.address})`);return a&&Ze(r.anchor,a),t.slice(1)}var he,ve,xt,Fe,Ge,Vt,Kt,ua,qn,Zo=class extends oe{constructor(r){super(r);u(this,ua);u(this,he,"");u(this,ve,null);u(this,xt,null);u(this,Fe,null);u(this,Ge,!1);u(this,Vt,"");u(this,Kt,null);if(r.type!==lt.ELEMENT)throw new Error("markdown() belongs on an element")}render(r){return W}update(r,[a]){let{text:o,complete:n,imageDomains:i}=a;p(this,Kt,a);let d=i.join(" "),m=o.startsWith(s(this,he))&&d===s(this,Vt);return(!s(this,ve)||!m||s(this,Ge)&&o!==s(this,he))&&(r.element.replaceChildren(),p(this,xt,Hn(r.element,{imageDomains:i,chip:b=>s(this,Kt)?.chip(b)??null})),p(this,ve,Dn(s(this,xt))),p(this,Fe,null),p(this,he,""),p(this,Ge,!1),p(this,Vt,d)),o.length>s(this,he).length&&(s(this,Fe)?.remove(),N(s(this,ve),o.slice(s(this,he).length)),p(this,he,o),p(this,Fe,n?null:l(this,ua,qn).call(this))),n&&!s(this,Ge)&&(s(this,Fe)?.remove(),On(s(this,ve)),p(this,Ge,!0)),W}};he=new WeakMap,ve=new WeakMap,xt=new WeakMap,Fe=new WeakMap,Ge=new WeakMap,Vt=new WeakMap,Kt=new WeakMap,ua=new WeakSet,qn=function(){let r=s(this,ve)?.pending??"",a=s(this,xt)?.data.stack.at(-1);if(!a||a.token===w.Document||!/^[\p{L}\p{N}.,;:?…。、]$/u.test(r))return null;let o=document.createTextNode(r);return a.node.append(o),o};var Fn=ue(Zo);function Gn(e,t){let r=e[t-1];if(!r)return null;let a=r.type==="url"?Ie(r.url):null,o=document.createElement(a?"a":"span");return o.className="chip",o.textContent=String(t),o.title=pa(r),o.setAttribute("aria-label",`Source ${String(t)}: ${pa(r)}`),a&&Ze(o,a),o}function Wn(e){return e.length===0?c:f`<section class="sources" part="sources" aria-label="Sources">
    <h3>Sources</h3>
    <ol>${e.map((t,r)=>f`<li>
      <span class="source-number" aria-hidden="true">${r+1}</span>${Yo(t)}</li>`)}</ol>
  </section>`}function Yo(e){let t=e.type==="url"?Ie(e.url):null;if(!t)return f`<span class="source">${T("document")}<span dir="auto">${pa(e)}</span></span>`;let r=t.origin!==location.origin;return f`<a class="source" href=${t.href} rel="noopener noreferrer" target=${r?"_blank":c}>
    <span class="source-title" dir="auto">${pa(e)}</span>
    <span class="source-place" dir="ltr">${r?t.host:t.pathname}</span></a>`}function pa(e){return e.title?e.title:e.type==="url"?e.url:e.type==="file"?e.filename:e.id}var Wl=24;function zn(e,t,r){return Vn(e.widget,{item:e,actions:t,imageDomains:r},0)}function Vn(e,t,r){if(r>Wl)return c;let a=()=>Xl(e).map(o=>Vn(o,t,r+1));switch(e.type){case"Title":return f`<h4 dir="auto">${O(e,"value")}</h4>`;case"Text":case"Label":return f`<p dir="auto">${O(e,"value")}</p>`;case"Caption":return f`<p class="caption" dir="auto">${O(e,"value")}</p>`;case"Badge":return f`<span class="badge">${O(e,"label")}</span>`;case"Markdown":return xe(O(e,"value"),{open:e.streaming===!0,imageDomains:t.imageDomains});case"Icon":return Z(O(e,"name"));case"Image":return Kl(e,t.imageDomains);case"Divider":return f`<hr />`;case"Button":return Vl(e,t);case"Row":return f`<div class="row">${a()}</div>`;case"Form":return f`<form @submit=${o=>{Kn(o,e.onSubmitAction,t)}}>${a()}</form>`;case"Card":return zl(e,t,a());case"ListViewItem":return e.onClickAction?f`<button type="button" class="list-item"
        @click=${()=>{ma(e.onClickAction,t)}}>${a()}</button>`:f`<div class="list-item">${a()}</div>`;case"Table":return f`<div class="table" tabindex="0"><table><tbody>${a()}</tbody></table></div>`;case"Table.Row":return f`<tr>${a()}</tr>`;case"Table.Cell":return f`<td>${a()}</td>`;case"Input":case"Textarea":case"DatePicker":case"Checkbox":case"Select":case"RadioGroup":return jl(e);default:return a()}}function zl(e,t,r){let o=[["confirm","button primary"],["cancel","button"]].map(([i,d])=>{let m=e[i];if(!m?.label)return c;let b=i==="confirm"&&e.asForm===!0;return f`<button class=${d} type=${b?"submit":"button"}
      @click=${b?c:()=>{ma(m.action,t)}}>${m.label}</button>`}),n=e.confirm;return f`<form class="card" @submit=${i=>{Kn(i,n?.action,t)}}>
    ${r}<div class="row">${o}</div>
  </form>`}function Vl(e,t){let r=e.submit===!0,a=e.style==="primary"?"button primary":"button";return f`<button class=${a} type=${r?"submit":"button"} ?disabled=${e.disabled===!0}
    @click=${r?c:()=>{ma(e.onClickAction,t)}}>
    ${Z(O(e,"iconStart"))}${O(e,"label")}${Z(O(e,"iconEnd"))}</button>`}function Kl(e,t){let r=Qe(O(e,"src"),t);return r?f`<img src=${r.href} alt=${O(e,"alt")} loading="lazy" referrerpolicy="no-referrer" />`:c}function jl(e){let t=O(e,"name"),r=O(e,"label")||O(e,"placeholder")||O(e,"ariaLabel")||t,a=O(e,"defaultValue"),o=e.disabled===!0,n=e.required===!0,i=Array.isArray(e.options)?e.options:[];switch(e.type){case"Textarea":return f`<textarea name=${t} aria-label=${r} placeholder=${O(e,"placeholder")} .value=${a}
        ?disabled=${o} ?required=${n}></textarea>`;case"Checkbox":return f`<label><input type="checkbox" name=${t} ?checked=${e.defaultChecked===!0}
        ?disabled=${o} ?required=${n} /> ${r}</label>`;case"Select":return f`<select name=${t} aria-label=${r} ?disabled=${o}>
        ${i.map(d=>f`<option value=${d.value}
          ?selected=${d.value===a}>${d.label}</option>`)}
      </select>`;case"RadioGroup":return f`<fieldset ?disabled=${o}><legend>${r}</legend>
        ${i.map(d=>f`<label><input type="radio" name=${t} value=${d.value}
          ?checked=${d.value===a} ?required=${n} /> ${d.label}</label>`)}</fieldset>`;default:return f`<input name=${t} type=${e.type==="DatePicker"?"date":O(e,"inputType")||"text"}
        aria-label=${r} placeholder=${O(e,"placeholder")} value=${a}
        ?disabled=${o} ?required=${n} />`}}function Kn(e,t,r){e.preventDefault();let a=Object.fromEntries(new FormData(e.currentTarget));ma(t,r,a)}function ma(e,{actions:t,item:r},a={}){let o=e;typeof o?.type=="string"&&t.run({...o,payload:{...o.payload,...a}},r)}function Xl(e){let{children:t}=e;return Array.isArray(t)?t:t?[t]:[]}function O(e,t){let r=e[t];return typeof r=="string"||typeof r=="number"?String(r):""}var Ql={web_search:"Searched the web",thought:"Thought about it",file:"Read files",image:"Made an image"};function Jo(e,t){let r=e.title??Ql[e.type]??"Worked on it",a=e.content?xe(e.content,{open:e.status_indicator==="loading",imageDomains:t}):c;return f`<div class="task" data-status=${e.status_indicator??"none"}>
    ${T(e.type==="web_search"?"search":"check")}
    <div><p dir="auto">${r}</p>${a}
      ${e.sources?.length?f`<ul class="task-sources">${e.sources.map(o=>f`<li>${Yo(o)}</li>`)}</ul>`:c}
    </div>
  </div>`}function jn(e,t){return f`<details class="item work" part="workflow" ?open=${e.expanded??!1}>
    <summary dir="auto">${Zl(e)}</summary>
    ${e.tasks.map(r=>Jo(r,t))}
  </details>`}function Zl(e){let{summary:t,type:r,tasks:a}=e;return t?.title?t.title:t?.duration!==void 0?`Thought for ${String(Math.max(1,Math.round(t.duration)))} s`:a.at(-1)?.title??(r==="reasoning"?"Thinking":"Working")}function Xn(e,t){switch(e.type){case"user_message":return Yl(e);case"assistant_message":return Jl(e,t);case"widget":return f`<div class="item widget" part="widget">${zn(e,t.widgets,t.imageDomains)}</div>`;case"workflow":return jn(e.workflow,t.imageDomains);case"task":return f`<div class="item work" part="task">${Jo(e.task,t.imageDomains)}</div>`;case"generated_image":return td(e.image?.url,t.imageDomains);default:return c}}function Yl(e){return f`<article class="item question" aria-label="You">
    ${e.quoted_text?f`<blockquote class="quote" part="quote" dir="auto">${e.quoted_text}</blockquote>`:c}
    ${(e.attachments??[]).map(t=>f`<div class="attachment">${T("attach")}<span>${t.name}</span></div>`)}
    <div class="bubble" part="user-message" dir="auto">${Vo(e.content)}</div>
  </article>`}function Jl(e,t){return f`<article class="item answer" part="assistant-message" aria-label="Assistant" aria-busy=${t.open}>
    ${e.content.map(r=>ed(r,t))}
  </article>`}function ed(e,t){let{marked:r,sources:a}=Ln(e.text,e.annotations);return f`${xe(r,t,a)} ${Wn(a)}`}function xe(e,t,r=[]){let a={text:e,complete:!t.open,imageDomains:t.imageDomains,chip:o=>Gn(r,o)};return f`<div class="markdown" part="markdown" dir="auto" ${Fn(a)}></div>`}function td(e,t){if(!e)return c;let r=/^data:image\/(png|jpeg|webp|gif);/.test(e)?e:Qe(e,t)?.href;return r?f`<img class="item generated" src=${r} alt="Generated image" />`:c}function Qn(e){return e.map(r=>r.type==="assistant_message"?r.content.map(a=>a.text).join(`

`):r.type==="widget"?r.copy_text??"":"").filter(r=>r!=="").join(`

`)}var Zn=1600,jt,Xt,es,ca=class{constructor(t){u(this,Xt);M(this,"copiedId",null);u(this,jt);p(this,jt,t)}async copyTurn(t){let r=t.at(-1)?.id??null;await Yn(Qn(t))&&(l(this,Xt,es).call(this,r),setTimeout(()=>{this.copiedId===r&&l(this,Xt,es).call(this,null)},Zn))}async copyCode(t){let r=t.closest(".code")?.querySelector("code")?.textContent??"";t.textContent=await Yn(r)?"Copied":"Not allowed",setTimeout(()=>{t.textContent="Copy"},Zn)}};jt=new WeakMap,Xt=new WeakSet,es=function(t){this.copiedId=t,s(this,jt).call(this)};async function Yn(e){try{return await navigator.clipboard.writeText(e),!0}catch{return!1}}var ha=class{#r;#t;#e;constructor(t,r){this.#r=t,this.#t=r,t.addController(this)}hostUpdated(){clearTimeout(this.#e),this.#t()>0&&(this.#e=setTimeout(()=>{this.#r.requestUpdate()},1e3))}hostDisconnected(){clearTimeout(this.#e)}};var Jn=(e,t,r)=>{let a=new Map;for(let o=t;o<=r;o++)a.set(e[o],o);return a},xa=ue(class extends oe{constructor(e){if(super(e),e.type!==lt.CHILD)throw Error("repeat() can only be used in text expressions")}dt(e,t,r){let a;r===void 0?r=t:t!==void 0&&(a=t);let o=[],n=[],i=0;for(let d of e)o[i]=a?a(d,i):i,n[i]=r(d,i),i++;return{values:n,keys:o}}render(e,t,r){return this.dt(e,t,r).values}update(e,[t,r,a]){let o=bn(e),{values:n,keys:i}=this.dt(t,r,a);if(!Array.isArray(o))return this.ut=i,n;let d=this.ut??=[],m=[],b,S,x=0,k=o.length-1,A=0,$=n.length-1;for(;x<=k&&A<=$;)if(o[x]===null)x++;else if(o[k]===null)k--;else if(d[x]===i[A])m[A]=Se(o[x],n[A]),x++,A++;else if(d[k]===i[$])m[$]=Se(o[k],n[$]),k--,$--;else if(d[x]===i[$])m[$]=Se(o[x],n[$]),it(e,m[$+1],o[x]),x++,$--;else if(d[k]===i[A])m[A]=Se(o[k],n[A]),it(e,o[x],o[k]),k--,A++;else if(b===void 0&&(b=Jn(i,A,$),S=Jn(d,x,k)),b.has(d[x]))if(b.has(d[k])){let X=S.get(i[A]),Ve=X!==void 0?o[X]:null;if(Ve===null){let Ke=it(e,o[x]);Se(Ke,n[A]),m[A]=Ke}else m[A]=Se(Ve,n[A]),it(e,o[x],Ve),o[X]=null;A++}else Br(o[k]),k--;else Br(o[x]),x++;for(;A<=$;){let X=it(e,m[$+1]);Se(X,n[A]),m[A++]=X}for(;x<=k;){let X=o[x++];X!==null&&Br(X)}return this.ut=i,Cn(e,m),W}});var ts="New chat",Qt,gt,yt,K,ti,ri,ai,oi,ga,ya=class{constructor(t){u(this,K);u(this,Qt);u(this,gt,null);u(this,yt,null);p(this,Qt,t)}reset(){l(this,K,ga).call(this,null,null)}render(t){let{history:r}=t,a=r.threads.length===0&&!r.loading&&!r.problem;return f`<section class="history" part="history" role="dialog" aria-label="Chat history"
      @keydown=${o=>{l(this,K,oi).call(this,o,t)}}>
      <header class="header">
        <button class="quiet" type="button" aria-label="Back to the chat" @click=${t.close}>${T("back")}</button>
        <h2 class="title">Chats</h2>
      </header>
      ${r.problem?f`<p class="history-note" role="alert">${r.problem.message}
        <button class="button" type="button" @click=${()=>{r.reload()}}>Try again</button></p>`:c}
      ${a?f`<p class="history-note">No chats yet. What you ask is kept here.</p>`:c}
      <ul class="threads" part="threads">
        ${xa(r.threads,o=>o.id,o=>l(this,K,ti).call(this,o,t))}
      </ul>
      ${r.loading?f`<p class="history-note" role="status">Loading chats</p>`:c}
      ${r.hasMore&&!r.loading?f`<button class="button more" type="button" @click=${()=>{r.more()}}>Show older chats</button>`:c}
    </section>`}};Qt=new WeakMap,gt=new WeakMap,yt=new WeakMap,K=new WeakSet,ti=function(t,r){if(s(this,gt)===t.id)return l(this,K,ri).call(this,t,r);if(s(this,yt)===t.id)return l(this,K,ai).call(this,t,r);let a=t.title||ts,o=t.id===r.currentId;return f`<li class="thread" part="thread">
      <button class="thread-open" type="button" aria-current=${o?"true":c}
        @click=${()=>{r.open(t.id)}}>
        <span class="thread-title" dir="auto">${a}</span><span class="thread-date">${rd(t)}</span></button>
      ${r.showRename?f`<button class="quiet" type="button" title="Rename" aria-label=${`Rename ${a}`}
        @click=${()=>{l(this,K,ga).call(this,t.id,null)}}>${T("pencil")}</button>`:c}
      ${r.showDelete?f`<button class="quiet" type="button" title="Delete" aria-label=${`Delete ${a}`}
        @click=${()=>{l(this,K,ga).call(this,null,t.id)}}>${T("trash")}</button>`:c}
    </li>`},ri=function(t,r){return f`<li class="thread"><form class="rename" @submit=${o=>{o.preventDefault();let n=new FormData(o.target).get("title");this.reset(),typeof n=="string"&&n.trim()!==""&&r.rename(t.id,n.trim())}}>
      <input name="title" aria-label="New title" placeholder=${ts} maxlength="200" autocomplete="off"
        ${pe(ei)} .value=${t.title??""} />
      <button class="button primary" type="submit">Save</button>
      <button class="button" type="button" @click=${()=>{this.reset()}}>Cancel</button>
    </form></li>`},ai=function(t,r){return f`<li class="thread confirm">
      <span class="thread-title" dir="auto">Delete “${t.title||ts}”?</span>
      <button class="button danger" type="button" ${pe(ei)}
        @click=${()=>{this.reset(),r.remove(t.id)}}>Delete</button>
      <button class="button" type="button" @click=${()=>{this.reset()}}>Keep</button>
    </li>`},oi=function(t,r){t.key==="Escape"&&(t.preventDefault(),t.stopPropagation(),s(this,gt)??s(this,yt)?this.reset():r.close())},ga=function(t,r){p(this,gt,t),p(this,yt,r),s(this,Qt).call(this)};function ei(e){e instanceof HTMLElement&&queueMicrotask(()=>{e.focus()})}function rd(e){if(!e.created_at)return"";let t=/(Z|[+-]\d\d:?\d\d)$/.test(e.created_at)?e.created_at:`${e.created_at}Z`,r=new Date(t);return Number.isNaN(r.getTime())?"":r.toDateString()===new Date().toDateString()?r.toLocaleTimeString(void 0,{hour:"2-digit",minute:"2-digit"}):r.toLocaleDateString(void 0,{day:"numeric",month:"short",year:"numeric"})}function si(e,t,r){let a=rs(e,t);return f`<div class="problem" part="error">
    ${T(e.kind==="offline"?"offline":"alert")}
    <p><span dir="auto" role="alert">${e.message}
      ${e.wait?f`<span class="unseen">You can try again in ${e.wait.seconds} seconds.</span>`:c}</span>
      ${a>0?f`<span class="wait" aria-hidden="true">You can try again in ${ad(a)}.</span>`:c}</p>
    ${e.canRetry&&r.retry?f`<button class="button" part="retry-button" type="button" ?disabled=${a>0}
          @click=${r.retry}>Try again</button>`:c}
    <button class="quiet" type="button" aria-label="Dismiss" @click=${r.dismiss}>${T("close")}</button>
  </div>`}function rs(e,t){return e.wait?Math.max(0,Math.ceil((e.wait.until-t)/1e3)):0}function ad(e){return e<60?`${String(e)} s`:`${String(Math.floor(e/60))}:${String(e%60).padStart(2,"0")}`}var Zt,Ct,H,bt,Yt,Jt,wt,er,as,tr,Ca=class{constructor(t,r){u(this,er);M(this,"atEnd",!0);M(this,"follow",!0);u(this,Zt);u(this,Ct);u(this,H,null);u(this,bt,null);u(this,Yt,0);u(this,Jt,0);u(this,wt,new ResizeObserver(()=>{l(this,er,as).call(this)}));M(this,"attach",t=>{if(s(this,wt).disconnect(),s(this,H)?.removeEventListener("scroll",s(this,tr)),p(this,H,t instanceof HTMLElement?t:null),!!s(this,H)){s(this,H).addEventListener("scroll",s(this,tr),{passive:!0}),s(this,wt).observe(s(this,H));for(let r of s(this,H).children)s(this,wt).observe(r)}});u(this,tr,()=>{let t=s(this,H);if(!t)return;let r=ni(t);r!==this.atEnd&&(this.atEnd=r,s(this,Zt).requestUpdate()),t.scrollTop<240&&s(this,Ct).call(this)});p(this,Zt,t),p(this,Ct,r),t.addController(this)}hostUpdate(){let t=s(this,H);t&&(p(this,Yt,t.scrollHeight),t.scrollTop<s(this,Jt)-1&&!ni(t)&&(this.atEnd=!1))}settle(t){let r=s(this,H);r&&(s(this,bt)!==null&&s(this,bt)!==t&&!this.atEnd?r.scrollTop+=r.scrollHeight-s(this,Yt):l(this,er,as).call(this),p(this,bt,t),r.scrollHeight<=r.clientHeight+240&&s(this,Ct).call(this))}toEnd(t=!1){this.atEnd=!0;let r=matchMedia("(prefers-reduced-motion: reduce)").matches;s(this,H)?.scrollTo({top:s(this,H).scrollHeight,behavior:t&&!r?"smooth":"instant"})}};Zt=new WeakMap,Ct=new WeakMap,H=new WeakMap,bt=new WeakMap,Yt=new WeakMap,Jt=new WeakMap,wt=new WeakMap,er=new WeakSet,as=function(){!this.atEnd||!this.follow||!s(this,H)||(s(this,H).scrollTop=s(this,H).scrollHeight,p(this,Jt,s(this,H).scrollTop))},tr=new WeakMap;function ni(e){return e.scrollHeight-e.scrollTop-e.clientHeight<64}function li(e){let{header:t}=e;if(t?.enabled===!1)return c;let r=t?.title?.enabled===!1?"":t?.title?.text??(e.title||e.frameTitle);return f`<header class="header" part="header">
    ${ii(t?.leftAction)}
    <h2 class="title" part="title"><bdi>${r}</bdi></h2>
    ${e.historyEnabled?f`<button class="quiet" part="history-button" type="button" title="History" aria-label="Show chat history"
          @click=${e.showHistory}>${T("history")}</button>`:c}
    <button class="quiet" part="new-button" type="button" title="New chat" aria-label="Start a new chat"
      ?disabled=${!e.canStartNew} @click=${e.startNew}>${T("compose")}</button>
    ${ii(t?.rightAction)}
  </header>`}function ii(e){if(!e)return c;let t=e.icon.replaceAll("-"," ");return f`<button class="quiet" part="header-action" type="button" title=${t} aria-label=${t}
    @click=${()=>{e.onClick()}}>${Z(e.icon)}</button>`}var od={},di=ue(class extends oe{constructor(){super(...arguments),this.ot=od}render(e,t){return t()}update(e,[t,r]){if(Array.isArray(t)){if(Array.isArray(this.ot)&&this.ot.length===t.length&&t.every((a,o)=>a===this.ot[o]))return W}else if(this.ot===t)return W;return this.ot=Array.isArray(t)?Array.from(t):t,this.render(t,r)}});var fi=[];function ui(e){let{conversation:t}=e,{state:r}=t,a=nd(r.items);return f`
    ${t.older.loading?f`<div class="paging" role="status">Loading earlier messages</div>`:c}
    ${t.older.failed&&!t.older.loading?f`<div class="paging"><button class="button" type="button"
          @click=${()=>{t.loadOlder()}}>Show earlier messages</button></div>`:c}
    ${xa(r.items,o=>o.id,(o,n)=>{let i=a.get(n),d=t.responding&&n===r.items.length-1;return f`${sd(o,e)}${i&&!d?id(i,e):c}`})}
    ${r.notices.map(o=>dd(o))}
    ${t.responding?ld(e):c}`}function sd(e,t){let{state:r}=t.conversation,a=r.open.has(e.id),o=r.thread?.allowed_image_domains??fi;return di([e,a,o.join(" ")],()=>Xn(e,{open:a,imageDomains:o,widgets:t.widgets}))}function nd(e){let t=new Map,r=[];return e.forEach((a,o)=>{a.type==="user_message"?r=[]:r.push(a);let n=e[o+1];(!n||n.type==="user_message")&&r.some(d=>d.type==="assistant_message")&&t.set(o,r)}),t}function id(e,t){let r=e.at(-1);if(!r)return f``;let a=e.map(i=>i.id),o=t.feedback.of(r.id),n=t.copiedId===r.id;return f`<div class="actions" part="actions" role="group" aria-label="Answer actions">
    <button class="quiet" type="button" title="Copy" aria-label=${n?"Copied":"Copy answer"}
      @click=${()=>{t.copy(e)}}>${T(n?"check":"copy")}</button>
    ${t.showFeedback?["positive","negative"].map(i=>f`<button class="quiet" type="button"
          title=${i==="positive"?"Good answer":"Bad answer"}
          aria-label=${i==="positive"?"Good answer":"Bad answer"} aria-pressed=${o===i}
          @click=${()=>{t.rate(a,i)}}>${T(i==="positive"?"up":"down")}</button>`):c}
    ${t.showRetry?f`<button class="quiet" type="button" title="Answer again" aria-label="Answer again"
          ?disabled=${t.conversation.responding} @click=${()=>{t.retry(r.id)}}>${T("retry")}</button>`:c}
  </div>`}function ld(e){let{items:t,progress:r}=e.conversation.state;if(r)return f`<div class="activity" part="progress" role="status">
      ${Z(r.icon)}<span class="shimmer" dir="auto">${r.text}</span></div>`;let a=t.at(-1);return a?.type==="assistant_message"&&a.content.some(n=>n.text!=="")?c:f`<div class="activity dots" role="status" aria-label="The assistant is answering"><i></i><i></i><i></i></div>`}function dd(e){return f`<aside class="notice" part="notice" data-level=${e.level} role=${e.level==="danger"?"alert":"note"}>
    ${T(e.level==="info"?"info":"alert")}
    <div>${e.title?f`<strong dir="auto">${e.title}</strong>`:c}
      ${xe(e.message,{open:!1,imageDomains:fi})}</div>
  </aside>`}function pi(e,t){let r=e?.prompts??[];return f`<div class="start" part="start-screen">
    <h2 part="greeting" dir="auto">${e?.greeting??Ms}</h2>
    <ul class="prompts">
      ${r.map(({label:a,prompt:o,icon:n})=>f`<li>
        <button class="prompt" part="prompt" type="button"
          @click=${()=>{t(typeof o=="string"?[{type:"input_text",text:o}]:o)}}>
          ${Z(n)}<span dir="auto">${a}</span></button></li>`)}
    </ul>
  </div>`}var Ae,V,j,mi,ci,hi,xi,gi,yi,ba=class{constructor(t,r){u(this,j);M(this,"frame",Ur());u(this,Ae);u(this,V);p(this,Ae,t),p(this,V,r)}render(t,r,a){let{announcer:o,scroll:n}=s(this,Ae),{conversation:i}=r,d=i.loading||i.responding;return f`<section class="frame" part="frame" ${pe(this.frame)} aria-label=${t.frameTitle??gr}>
      <div class="chat" ?inert=${a}>
        ${l(this,j,hi).call(this,t,r)}
        <div class="body">
          <div class="log" part="log" role="log" tabindex="0" aria-label="Conversation" aria-live="off"
            aria-busy=${d} ${pe(n.attach)}>
            <div class="column">${l(this,j,mi).call(this,t,r)}</div>
          </div>
          ${n.atEnd?c:f`<button class="jump" part="jump-button" type="button" aria-label="Jump to the latest message"
                @click=${()=>{n.toEnd(!0)}}>${T("arrow-down")}</button>`}
        </div>
        ${l(this,j,xi).call(this,t,r)}
      </div>
      ${a?l(this,j,yi).call(this,t,r):c}
      <p class="unseen" role="status">${o.said}</p>
    </section>`}renderUnusable(t){return f`<section class="frame" part="frame" ${pe(this.frame)} aria-label=${gr}>
      <p class="unusable" role="alert">${T("alert")} This chat is not set up. ${t}</p>
    </section>`}};Ae=new WeakMap,V=new WeakMap,j=new WeakSet,mi=function(t,r){let{conversation:a}=r;return a.state.items.length>0||a.responding?l(this,j,ci).call(this,t,r):a.loading?f`<div class="skeleton" role="status" aria-label="Loading the chat"><i></i><i></i><i></i></div>`:pi(t.startScreen,o=>{s(this,V).send({content:o,quote:null,attachments:[]})})},ci=function(t,{conversation:r,feedback:a}){let{copying:o}=s(this,Ae);return ui({conversation:r,feedback:a,widgets:{run:s(this,V).runWidgetAction},showFeedback:t.threadItemActions?.feedback??!1,showRetry:t.threadItemActions?.retry??!1,copiedId:o.copiedId,copy:n=>{o.copyTurn(n)},retry:s(this,V).retry,rate:s(this,V).rate})},hi=function(t,{conversation:r}){return li({header:t.header,title:r.state.thread?.title??null,frameTitle:t.frameTitle??gr,historyEnabled:t.history?.enabled??!0,canStartNew:r.state.items.length>0,startNew:()=>{s(this,V).openThread(null)},showHistory:s(this,V).showHistory})},xi=function(t,{conversation:r}){let{problem:a,items:o}=r.state,n=r.loadFailed||o.some(d=>d.type==="user_message"),{disclaimer:i}=t;return f`<footer class="footer" part="footer"><div class="column">
      ${a?si(a,Date.now(),{retry:n?()=>{s(this,V).retry()}:null,dismiss:()=>{r.dismissProblem()}}):c}
      ${l(this,j,gi).call(this,t,r)}
      ${i?f`<div class="disclaimer" part="disclaimer" data-contrast=${i.highContrast?"high":"normal"}>
            ${xe(i.text,{open:!1,imageDomains:[]})}</div>`:c}
    </div></footer>`},gi=function(t,r){let{thread:a,allowCancel:o}=r.state,{type:n,reason:i}=a?.status??{type:"active"};return n==="closed"?f`<p class="closed" part="closed" role="status">${i??"This chat is closed."}</p>`:s(this,Ae).composer.render({options:t.composer,closedBecause:n==="locked"?i??"This chat is locked.":null,busy:r.responding||r.loading,canStop:r.responding&&o,send:s(this,V).send,stop:()=>{r.stop()},toolChanged:s(this,V).changeTool})},yi=function(t,{history:r,conversation:a}){return s(this,Ae).historyPanel.render({history:r,currentId:a.threadId,showRename:t.history?.showRename??!0,showDelete:t.history?.showDelete??!0,open:s(this,V).openThread,close:s(this,V).hideHistory,rename:(o,n)=>{r.rename(o,n).then(i=>{i&&a.rename(i)})},remove:o=>{r.delete(o).then(n=>{n&&o===a.threadId&&a.open(null)})}})};var J,kt,G,rr,ar,Te,We,ka,ye,or,sr,Ce,nr,St,Sa,C,Ci,bi,wi,os,ki,Si,vi,va,ir,wa,re,ge,ss,Y,ze=class extends we{constructor(){super();u(this,C);u(this,J,null);u(this,kt,null);u(this,G,null);u(this,rr,!1);u(this,ar,!1);u(this,Te,!1);u(this,We,null);u(this,ka,Ps(()=>{this.requestUpdate()}));u(this,ye,new la(this));u(this,or,new ca(()=>{this.requestUpdate()}));u(this,sr,new ya(()=>{this.requestUpdate()}));u(this,Ce,new Ca(this,()=>{let r=s(this,G)?.conversation;r&&!r.older.failed&&r.loadOlder()}));u(this,nr,new Or(this));u(this,St,new ba({announcer:s(this,nr),composer:s(this,ye),copying:s(this,or),historyPanel:s(this,sr),scroll:s(this,Ce)},{openThread:r=>{l(this,C,re).call(this,this.setThreadId(r)),l(this,C,wa).call(this)},send:r=>{l(this,C,re).call(this,l(this,C,os).call(this,r)),l(this,C,wa).call(this)},retry:r=>{l(this,C,re).call(this,l(this,C,ki).call(this,r)),l(this,C,wa).call(this)},rate:(r,a)=>{l(this,C,re).call(this,l(this,C,Si).call(this,r,a))},runWidgetAction:(r,a)=>{l(this,C,re).call(this,l(this,C,vi).call(this,r,a))},changeTool:r=>{l(this,C,Y).call(this,"chatkit.tool.change",{toolId:r})},showHistory:()=>{l(this,C,re).call(this,this.showHistory())},hideHistory:()=>{l(this,C,re).call(this,this.hideHistory())}}));u(this,Sa,new Dr(this,()=>s(this,St).frame.value));u(this,va,r=>{let a=r.target instanceof Element?r.target:null,o=a?.closest("a"),n=o?Rs(o.href):null;if(n){r.preventDefault(),l(this,C,Y).call(this,"chatkit.deeplink",n);return}let i=a?.closest(".copy-code");i&&s(this,or).copyCode(i)});u(this,ir,()=>{let r=s(this,G)?.conversation;r?.state.problem?.kind==="offline"&&l(this,C,re).call(this,r.recover())});new ha(this,()=>{let r=s(this,G)?.conversation.state.problem;return r?rs(r,Date.now()):0})}setOptions(r){let a=Is(r);a.length>0&&l(this,C,ss).call(this,"options.unknown",{keys:a}),p(this,J,r),s(this,Ce).follow=r.thread?.autoScroll??!0,s(this,Sa).set(r.theme);let o=Ba(r);p(this,kt,typeof o=="string"?o:null),typeof o=="string"?l(this,C,Y).call(this,"chatkit.error",{error:new Error(o)}):l(this,C,bi).call(this,o),this.requestUpdate()}async focusComposer(){await this.updateComplete,s(this,ye).focus()}async setThreadId(r){let{conversation:a}=l(this,C,ge).call(this);await this.hideHistory(),!(r===a.threadId&&(r!==null||a.state.items.length===0))&&(s(this,Ce).toEnd(),await a.open(r))}async sendUserMessage(r){r.newThread&&await this.setThreadId(null),await l(this,C,os).call(this,{content:r.content??[{type:"input_text",text:r.text??""}],quote:r.reply||null,attachments:r.attachments??[],...r.model?{model:r.model}:{},...r.toolChoice?{toolId:r.toolChoice.id}:{}})}async setComposerValue(r){r.files?.length&&l(this,C,ss).call(this,"composer.files.unsupported",{count:r.files.length});let a=s(this,ye).toolId;s(this,ye).set(r),s(this,ye).toolId!==a&&l(this,C,Y).call(this,"chatkit.tool.change",{toolId:s(this,ye).toolId}),await this.updateComplete}async fetchUpdates(){await l(this,C,ge).call(this).conversation.refresh()}async sendCustomAction(r,a){await l(this,C,ge).call(this).conversation.act(r,a)}async showHistory(){let{history:r}=l(this,C,ge).call(this);s(this,Te)||(p(this,We,this.shadowRoot?.activeElement??null),p(this,Te,!0),s(this,sr).reset(),r.reload(),await this.updateComplete,this.renderRoot.querySelector(".history button")?.focus(),l(this,C,Y).call(this,"chatkit.history.open"))}async hideHistory(){s(this,Te)&&(p(this,Te,!1),this.requestUpdate(),l(this,C,Y).call(this,"chatkit.history.close"),await this.updateComplete,s(this,We)instanceof HTMLElement&&s(this,We).focus(),p(this,We,null))}connectedCallback(){super.connectedCallback(),addEventListener("online",s(this,ir)),this.hasUpdated&&s(this,G)&&l(this,C,re).call(this,s(this,G).conversation.refresh())}disconnectedCallback(){super.disconnectedCallback(),removeEventListener("online",s(this,ir)),queueMicrotask(()=>{this.isConnected||s(this,G)?.conversation.release()})}render(){return s(this,J)?s(this,G)?s(this,St).render(s(this,J),s(this,G),s(this,Te)):s(this,kt)?s(this,St).renderUnusable(s(this,kt)):c:c}firstUpdated(){this.renderRoot.addEventListener("click",s(this,va))}updated(){let r=s(this,G);r&&(s(this,Ce).settle(r.conversation.state.items[0]?.id??null),l(this,C,Ci).call(this,r))}};J=new WeakMap,kt=new WeakMap,G=new WeakMap,rr=new WeakMap,ar=new WeakMap,Te=new WeakMap,We=new WeakMap,ka=new WeakMap,ye=new WeakMap,or=new WeakMap,sr=new WeakMap,Ce=new WeakMap,nr=new WeakMap,St=new WeakMap,Sa=new WeakMap,C=new WeakSet,Ci=function({conversation:r}){if(s(this,rr)||(p(this,rr,!0),l(this,C,Y).call(this,"chatkit.ready")),s(this,ar))return;p(this,ar,!0);let a=s(this,J)?.initialThread??null,o=r.threadId===null&&!r.responding;a!==null&&o&&l(this,C,re).call(this,r.open(a))},bi=function({url:r}){let a=new URL(r,document.baseURI).href;if(s(this,G)?.address===a)return;let o=s(this,G);o?.conversation.release();let n={url:r,fetch:(...i)=>l(this,C,wi).call(this,...i)};p(this,G,new Pr(a,n,s(this,J)?.locale,{changed:s(this,ka),emit:(i,d)=>{s(this,nr).heed(i),l(this,C,Y).call(this,i,d)},runClientTool:(i,d)=>{let m=s(this,J)?.onClientTool;return m?Promise.resolve().then(()=>m({name:i,params:d})):null}})),o?.conversation.threadId&&l(this,C,Y).call(this,"chatkit.thread.change",{threadId:null})},wi=function(...[r,a]){let o=s(this,J)?Ba(s(this,J)):"";return(typeof o=="string"||!o.fetch?fetch:o.fetch)(r,a)},os=async function(r){if(r.content.every(n=>n.text.trim()==="")&&r.attachments.length===0)throw new Error("A message needs some text or an attachment.");let o=l(this,C,ge).call(this).conversation.send(r);s(this,Ce).toEnd(),await o},ki=async function(r){s(this,Ce).toEnd(),await l(this,C,ge).call(this).conversation.retry(r)},Si=async function(r,a){let{conversation:o,feedback:n}=l(this,C,ge).call(this);if(o.threadId===null)return;let i=n.rate(o.threadId,r,a);this.requestUpdate(),await i.finally(()=>{this.requestUpdate()})},vi=async function(r,a){let{handler:o,streaming:n,type:i,payload:d}=r,m={type:i,...d?{payload:d}:{}};o==="client"?await s(this,J)?.widgets?.onAction?.(m,{id:a.id,widget:a.widget}):await l(this,C,ge).call(this).conversation.act(m,a.id,n??!0)},va=new WeakMap,ir=new WeakMap,wa=function(){matchMedia("(pointer: fine)").matches&&this.focusComposer()},re=function(r){r.catch(a=>{l(this,C,Y).call(this,"chatkit.error",{error:a})})},ge=function(){if(!s(this,G))throw new Error("ChatKit is not set up: call setOptions({ api: { url } }) first.");return s(this,G)},ss=function(r,a){l(this,C,Y).call(this,"chatkit.log",{name:r,data:a})},Y=function(r,a){this.dispatchEvent(new CustomEvent(r,{detail:a}))},M(ze,"styles",hn);var Ai="chatgraft-chatkit",Ti="openai-chatkit",ns=class extends ze{};customElements.get(Ai)||customElements.define(Ai,ze);function Lh(){let e=customElements.get(Ti);return e?e.prototype instanceof ze:(customElements.define(Ti,ns),!0)}export{ze as ChatgraftChatKit,Lh as claimOfficialName};
